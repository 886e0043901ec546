package io.packetframe.fastpath;

/** The header checksum of an IPv4 packet in a frame, made right again after the frame changed. */
final class Ipv4Sum {
  private static final int HEADER = 20;

  private Ipv4Sum() {}

  /** Changes nothing where no whole IPv4 header stands behind at most two tags. */
  static void repair(byte[] frame) {
    int start = header(frame);
    if (start == 0) {
      return;
    }
    int header = Math.min(Math.max((frame[start] & 0xf) * 4, HEADER), frame.length - start) & ~1;
    int sum = 0;
    for (int at = 0; at < header; at += 2) {
      sum += at == 10 ? 0 : u16(frame, start + at);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = ~((sum & 0xffff) + (sum >>> 16));
    frame[start + 10] = (byte) (sum >>> Byte.SIZE);
    frame[start + 11] = (byte) sum;
  }

  /** Repairs a packet that was cut: it says no more than the length that is there. */
  static void fit(byte[] frame) {
    int start = header(frame);
    if (start == 0 || u16(frame, start + 2) <= frame.length - start) {
      return;
    }
    frame[start + 2] = (byte) ((frame.length - start) >>> Byte.SIZE);
    frame[start + 3] = (byte) (frame.length - start);
    repair(frame);
  }

  /** Returns where the IPv4 header begins; 0 where there is none. */
  private static int header(byte[] frame) {
    int start = 14;
    for (int tags = 0; tags < 2 && isTag(u16(frame, start - 2)); tags++) {
      start += 4;
    }
    return u16(frame, start - 2) != 0x0800 || frame.length < start + HEADER ? 0 : start;
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8;
  }

  private static int u16(byte[] frame, int at) {
    return at + 2 > frame.length ? 0 : ((frame[at] & 0xff) << Byte.SIZE) | (frame[at + 1] & 0xff);
  }
}
