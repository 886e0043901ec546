package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Names of objects on a BPF file system: a pinned object lives on without a process. */
public final class Pins {
  private static final int ATTR_SIZE = 16;

  private Pins() {}

  /**
   * Removes a name. The object goes with its last name and descriptor.
   *
   * @throws BpfException if the path names no pinned object; such a file is left alone
   */
  public static void remove(Syscalls syscalls, Path path) throws BpfException {
    String step = "unpin " + path;
    try (Fd _ = get(syscalls, path, step)) {
      long answer = syscalls.unlink(cPath(path));
      if (Errno.isError(answer)) {
        throw new BpfException(step, Errno.of(answer));
      }
    }
  }

  /** Tells whether the path is a symbolic link, which no pin is. */
  static boolean isLink(Syscalls syscalls, Path path) {
    return !Errno.isError(syscalls.readlink(cPath(path), NativeMemory.allocate(1)));
  }

  /** Takes back a name that we gave; it may be gone already. */
  static void removeQuietly(Syscalls syscalls, Path path) {
    long _ = syscalls.unlink(cPath(path));
  }

  static void pin(Syscalls syscalls, Fd fd, Path path, String what) throws BpfException {
    KernelStruct attr = new KernelStruct(ATTR_SIZE).pointer(0, cPath(path)).u32(8, fd.number());
    long answer = syscalls.bpf(BpfCommand.OBJ_PIN, attr);
    if (Errno.isError(answer)) {
      throw new BpfException("pin " + what + " at " + path, Errno.of(answer));
    }
  }

  static Fd open(Syscalls syscalls, Path path, ObjectKind wanted)
      throws BpfException, PinMismatchException {
    Fd fd = get(syscalls, path, "open pinned " + wanted.word() + " " + path);
    ObjectKind found = ObjectKind.of(syscalls, fd);
    // Without /proc the kernel's answers to later calls have to tell.
    if (found != wanted && found != ObjectKind.UNKNOWN) {
      fd.close();
      throw new PinMismatchException(
          path, List.of(new Difference("kind", wanted.word(), found.word())));
    }
    return fd;
  }

  private static Fd get(Syscalls syscalls, Path path, String step) throws BpfException {
    long answer =
        syscalls.bpf(BpfCommand.OBJ_GET, new KernelStruct(ATTR_SIZE).pointer(0, cPath(path)));
    if (Errno.isError(answer)) {
      throw new BpfException(step, Errno.of(answer));
    }
    return new Fd(syscalls, answer);
  }

  private static ByteBuffer cPath(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("a pin needs an absolute path: " + path);
    }
    return NativeMemory.cString(path.toString());
  }
}
