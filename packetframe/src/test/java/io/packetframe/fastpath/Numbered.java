package io.packetframe.fastpath;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The number of a frame of the flood: in the first 4 bytes of its UDP payload, and once more with
 * all bits turned in the next 4.
 */
final class Numbered {
  private static final int TYPE = 12;
  private static final int TAG = 4;
  private static final int UDP = 17;
  private static final int PORTS_AND_LENGTH = 8;

  private Numbered() {}

  /** Writes it; the UDP checksum, at which no router looks, is left as it is. */
  static void write(byte[] frame, int number) {
    ByteBuffer.wrap(frame).putInt(payload(frame), number).putInt(payload(frame) + 4, ~number);
  }

  /** Reads it; empty for what is no frame of the flood. */
  static OptionalInt read(byte[] frame) {
    int payload = frame.length < TYPE + 2 ? 0 : payload(frame);
    if (payload == 0 || payload + 8 > frame.length) {
      return OptionalInt.empty();
    }
    int number = ByteBuffer.wrap(frame).getInt(payload);
    return ByteBuffer.wrap(frame).getInt(payload + 4) == ~number
        ? OptionalInt.of(number)
        : OptionalInt.empty();
  }

  /** Returns 0 for what is not UDP. */
  private static int payload(byte[] frame) {
    int l3 = TYPE + 2;
    int type = type(frame, TYPE);
    if (type == 0x8100) {
      type = type(frame, TYPE + TAG);
      l3 += TAG;
    }
    if (frame.length < l3 + 40) {
      return 0;
    }
    return switch (type) {
      case 0x0800 -> frame[l3 + 9] == UDP ? l3 + 20 + PORTS_AND_LENGTH : 0;
      case 0x86dd -> frame[l3 + 6] == UDP ? l3 + 40 + PORTS_AND_LENGTH : 0;
      default -> 0;
    };
  }

  private static int type(byte[] frame, int at) {
    return ((frame[at] & 0xff) << 8) | (frame[at + 1] & 0xff);
  }
}
