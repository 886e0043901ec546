package io.packetframe.bpf.link;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** Small files of the kernel's own file systems, with the kernel's answer where it refuses. */
final class KernelFile {
  private static final int LARGEST = 4096;

  /**
   * What was read.
   *
   * @param answer of the call that was refused, else at least 0
   * @param text without white space around it; empty where refused
   */
  record Content(long answer, String text) {
    boolean isRead() {
      return !Errno.isError(answer);
    }

    /** Returns the number in the file; 0 where it holds none. */
    int number() {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  private KernelFile() {}

  /** Reads the first 4,096 bytes. */
  static Content read(Syscalls syscalls, String path) {
    long answer = open(syscalls, path, OpenFlags.READ_ONLY);
    if (Errno.isError(answer)) {
      return new Content(answer, "");
    }
    try (Fd fd = new Fd(syscalls, answer)) {
      ByteBuffer memory = NativeMemory.allocate(LARGEST);
      long length = syscalls.read(fd.number(), memory);
      String text = Errno.isError(length) ? "" : NativeMemory.text(memory, 0, (int) length).strip();
      return new Content(length, text);
    }
  }

  /** Tells whether there is such a file or directory that we may open. */
  static boolean exists(Syscalls syscalls, String path) {
    long answer = open(syscalls, path, OpenFlags.READ_ONLY);
    if (Errno.isError(answer)) {
      return false;
    }
    new Fd(syscalls, answer).close();
    return true;
  }

  /** Adds a line to a file of commands, in one write; answers what the kernel did. */
  static long append(Syscalls syscalls, String path, String line) {
    long answer = open(syscalls, path, OpenFlags.WRITE_ONLY | OpenFlags.APPEND);
    if (Errno.isError(answer)) {
      return answer;
    }
    try (Fd fd = new Fd(syscalls, answer)) {
      ByteBuffer text = NativeMemory.cString(line + "\n");
      return syscalls.write(fd.number(), text, text.capacity() - 1);
    }
  }

  private static long open(Syscalls syscalls, String path, int flags) {
    return syscalls.open(NativeMemory.cString(path), flags | OpenFlags.CLOSE_ON_EXEC);
  }
}
