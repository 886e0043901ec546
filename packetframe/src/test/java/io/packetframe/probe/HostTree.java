package io.packetframe.probe;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host's files in a temporary directory, written by a test. */
final class HostTree {
  static final String ALL = "000001ffffffffff";
  static final String NONE = "0000000000000000";

  private final Path root;

  HostTree(Path root) {
    this.root = root;
    file("/proc/sys/kernel/osrelease", "6.12.0-test\n");
    file("/proc/self/uid_map", "         0          0 4294967295\n");
    process(0, ALL, 0);
  }

  HostTree file(String path, String content) {
    try {
      Path file = root.resolve(path.substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  HostTree process(int user, String capabilities, int seccomp) {
    return file(
        "/proc/self/status",
        "Name:\tjava\nUid:\t"
            + (user + "\t" + user + "\t" + user + "\t" + user)
            + "\nCapEff:\t"
            + capabilities
            + "\nCapBnd:\t"
            + ALL
            + "\nNoNewPrivs:\t0\nSeccomp:\t"
            + seccomp
            + "\n");
  }

  ProbedHost with(Syscalls syscalls) {
    return new ProbedHost(syscalls, new HostFiles(root), Path.of("/sys/fs/bpf/packetframe"));
  }
}
