package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.util.Arrays;

/** Bytes in network order, appended, and set again where a length is known only later. */
final class FrameWriter {
  private byte[] content = new byte[128];
  private int length;

  int length() {
    return length;
  }

  void u8(int value) {
    if (length == content.length) {
      content = Arrays.copyOf(content, 2 * length);
    }
    content[length++] = (byte) value;
  }

  void u16(int value) {
    u8(value >>> 8);
    u8(value);
  }

  void u32(int value) {
    u16(value >>> 16);
    u16(value);
  }

  void bytes(byte[] bytes) {
    for (byte value : bytes) {
      u8(value);
    }
  }

  void address(IpAddress address) {
    if (address.family() == Family.V6) {
      u32((int) (address.high() >>> 32));
      u32((int) address.high());
      u32((int) (address.low() >>> 32));
    }
    u32((int) address.low());
  }

  void set8(int offset, int value) {
    content[offset] = (byte) value;
  }

  void set16(int offset, int value) {
    set8(offset, value >>> 8);
    set8(offset + 1, value);
  }

  /** The sum of RFC 1071 over what was written from {@code offset} to {@code end}. */
  int sum(int offset, int end) {
    return InternetChecksum.sum(content, offset, end - offset);
  }

  byte[] array() {
    return Arrays.copyOf(content, length);
  }
}
