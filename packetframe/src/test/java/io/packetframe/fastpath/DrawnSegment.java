package io.packetframe.fastpath;

import java.nio.ByteBuffer;
import java.util.Random;

/** A random TCP header: mostly a SYN, with options that are right, odd, or wrong. */
final class DrawnSegment {
  private static final int HEADER = 20;
  private static final int MOST_OPTIONS = 40;
  private static final int[] SIZES = {0, 88, 535, 536, 1220, 1300, 1301, 1400, 1460, 8960, 65535};

  private DrawnSegment() {}

  static void put(Random random, ByteBuffer frame, int source, int destination) {
    int start = frame.position();
    frame.putShort((short) source).putShort((short) destination);
    frame.putInt(random.nextInt()).putInt(random.nextInt());
    frame.position(start + HEADER);
    int flags = random.nextInt(3) > 0 ? 2 : random.nextInt(256);
    if ((flags & 2) != 0) {
      options(random, frame, start + HEADER + MOST_OPTIONS);
    }
    int words = (frame.position() - start + 3) / 4;
    frame.position(start + words * 4);
    int offset = random.nextInt(40) == 0 ? random.nextInt(16) : words;
    frame.put(start + 12, (byte) (offset << 4)).put(start + 13, (byte) flags);
    int checksum = random.nextInt(8) == 0 ? random.nextInt(2) * 0xffff : random.nextInt(0x10000);
    frame.putShort(start + 16, (short) checksum);
  }

  private static void options(Random random, ByteBuffer frame, int limit) {
    for (int i = random.nextInt(12); i > 0 && frame.position() + 10 <= limit; i--) {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> frame.put((byte) 1);
        case 3, 4, 5 ->
            frame.put((byte) 2).put((byte) 4).putShort((short) SIZES[random.nextInt(SIZES.length)]);
        case 6 -> frame.put((byte) 3).put((byte) 3).put((byte) 7);
        case 7 -> frame.put((byte) 8).put((byte) 10).putLong(random.nextLong());
        default -> frame.put((byte) random.nextInt(6)).put((byte) random.nextInt(8));
      }
    }
  }
}
