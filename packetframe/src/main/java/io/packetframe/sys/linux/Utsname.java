package io.packetframe.sys.linux;

import java.nio.ByteBuffer;

/** {@code struct new_utsname} (include/uapi/linux/utsname.h): six fields of 65 bytes. */
public final class Utsname {
  private static final int FIELD = 65;
  private static final int RELEASE = 2 * FIELD;

  private Utsname() {}

  /** Returns memory for the kernel to write into. */
  public static ByteBuffer memory() {
    return NativeMemory.allocate(6 * FIELD);
  }

  /** Returns the release, e.g. {@code 6.1.0-28-cloud-amd64}. */
  public static String release(ByteBuffer memory) {
    return NativeMemory.text(memory, RELEASE, FIELD);
  }
}
