package io.packetframe.probe;

import io.packetframe.host.linux.Mount;
import io.packetframe.host.linux.MountTable;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Statfs;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the directory of our pins lies on a BPF file system. */
final class BpffsProbe extends HostProbe {
  BpffsProbe() {
    super(
        new CapabilityDescription(
            "bpffs",
            true,
            "Programs, maps and links are pinned under bpffs-root, so that forwarding outlives the"
                + " daemon.",
            "4.4 (commit b2197755b263)",
            "statfs(2) of bpffs-root, or of its nearest ancestor that exists, and the magic number"
                + " 0xCAFE4A11.",
            "mount -t bpf bpf /sys/fs/bpf, or set bpffs-root to where it is mounted."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ByteBuffer statfs = Statfs.memory();
    // Up to the nearest ancestor that exists: the directory of the pins is made by `run`.
    for (Path path = host.bpffsRoot(); path != null; path = path.getParent()) {
      long answer = host.syscalls().statfs(NativeMemory.cString(path.toString()), statfs);
      if (!Errno.isError(answer)) {
        return judge(host, path, Statfs.type(statfs));
      }
      Errno errno = Errno.of(answer);
      if (errno.equals(Errno.ENOSYS)) {
        return NoSuchSyscall.verdict(host);
      }
      if (!errno.equals(Errno.ENOENT)) {
        return Verdict.inconclusive("statfs " + path + ": " + errno.name(), errno.toString());
      }
    }
    return Verdict.inconclusive("no ancestor of " + host.bpffsRoot() + " exists", "ENOENT");
  }

  private static Verdict judge(ProbedHost host, Path path, long type) {
    if (type == Statfs.BPF_FS_MAGIC) {
      return new Verdict.Supported("mounted, seen at " + path);
    }
    Optional<MountTable> table = MountTable.read(host.files()).optional();
    List<Mount> elsewhere = table.isPresent() ? table.get().ofType("bpf") : List.of();
    return Verdict.unsupported(
        path + " is not on a BPF file system",
        "f_type 0x" + Long.toHexString(type),
        elsewhere.isEmpty()
            ? "mount -t bpf bpf /sys/fs/bpf"
            : "set bpffs-root below " + elsewhere.get(0).mountPoint() + ", where one is mounted");
  }
}
