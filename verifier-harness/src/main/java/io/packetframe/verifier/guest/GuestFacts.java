package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of itself. */
final class GuestFacts {
  private GuestFacts() {}

  static Message.Hello read(Path root) throws IOException {
    List<String> mounts =
        Files.readAllLines(Path.of("/proc/mounts")).stream()
            .map(line -> line.split(" ", 4)[2])
            .distinct()
            .sorted()
            .toList();
    return new Message.Hello(
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Files.exists(root.resolve("sys/kernel/btf/vmlinux")),
        mounts,
        Uptime.millis());
  }
}
