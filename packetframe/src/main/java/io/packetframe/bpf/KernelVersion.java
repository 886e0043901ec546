package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.Utsname;
import java.nio.ByteBuffer;

/**
 * What uname(2) calls the kernel. Debian's release does not tell the last number; its version does.
 *
 * @param release e.g. {@code 6.1.0-28-amd64}
 * @param version e.g. {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22)}
 */
record KernelVersion(String release, String version) {
  private static final int VERSION = 3 * 65;
  private static final int FIELD = 65;
  private static final String DEBIAN = "Debian ";

  /** KERNEL_VERSION() has a byte for the last number, and stops there. */
  private static final int MOST = 255;

  static KernelVersion of(Syscalls syscalls) throws BpfException {
    ByteBuffer memory = Utsname.memory();
    long answer = syscalls.uname(memory);
    if (Errno.isError(answer)) {
      throw new BpfException("ask for the kernel's version", Errno.of(answer));
    }
    return new KernelVersion(Utsname.release(memory), NativeMemory.text(memory, VERSION, FIELD));
  }

  /** Returns LINUX_VERSION_CODE: 16 bits, 8 and 8. */
  int code() {
    int debian = version.indexOf(DEBIAN);
    String numbers = debian < 0 ? release : version.substring(debian + DEBIAN.length());
    int code = 0;
    int at = 0;
    for (int i = 0; i < 3; i++) {
      int value = 0;
      while (at < numbers.length() && Character.isDigit(numbers.charAt(at))) {
        value = Math.min(MOST, value * 10 + Character.digit(numbers.charAt(at), 10));
        at++;
      }
      code = code << 8 | value;
      if (at < numbers.length() && numbers.charAt(at) == '.') {
        at++;
      } else {
        at = numbers.length();
      }
    }
    return code;
  }
}
