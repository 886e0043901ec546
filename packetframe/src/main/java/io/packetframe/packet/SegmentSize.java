package io.packetframe.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The MSS option of a SYN, lowered. */
final class SegmentSize {
  private static final int MAX_OPTIONS = 8;
  private static final int MSS = 2;
  private static final int MSS_LENGTH = 4;
  private static final int SYN = 2;

  private SegmentSize() {}

  /**
   * Lowers the option where it is above the ceiling.
   *
   * @param packet from the IP header on, with what follows it in the frame
   * @param tcp where the TCP header is
   * @param end where the packet ends by its IP header
   * @return the counter that moves; null for what is no SYN with a whole header
   */
  static @Nullable Counter clamp(byte[] packet, int tcp, int end, int ceiling) {
    if (packet.length < tcp + Tcp.HEADER_BYTES || (packet[tcp + 13] & SYN) == 0) {
      return null;
    }
    int header = (packet[tcp + 12] >>> 4 & 0xf) * 4;
    if (header < Tcp.HEADER_BYTES || tcp + header > end) {
      return null;
    }
    int option = find(packet, tcp, tcp + header);
    if (option < 0 || FrameReader.u16(packet, option + 2) <= ceiling) {
      return Counter.MSS_CLAMP_SKIPPED;
    }
    int before = checksumWithout(packet, tcp, end);
    packet[option + 2] = (byte) (ceiling >>> 8);
    packet[option + 3] = (byte) ceiling;
    int after = checksumWithout(packet, tcp, end);
    // Summed twice rather than patched; a checksum that was wrong stays wrong by as much.
    int checksum = FrameReader.u16(packet, tcp + 16);
    int patched = InternetChecksum.of((~checksum & 0xffff) + (~before & 0xffff) + after);
    packet[tcp + 16] = (byte) (patched >>> 8);
    packet[tcp + 17] = (byte) patched;
    return Counter.MSS_CLAMP_APPLIED;
  }

  /** Returns where the option begins, or -1. */
  private static int find(byte[] packet, int tcp, int headerEnd) {
    int at = tcp + Tcp.HEADER_BYTES;
    for (int i = 0; i < MAX_OPTIONS && at + MSS_LENGTH <= headerEnd; i++) {
      int kind = packet[at] & 0xff;
      int length = packet[at + 1] & 0xff;
      if (kind == 0) {
        return -1;
      }
      if (kind == 1) {
        at++;
      } else if (kind == MSS && length == MSS_LENGTH) {
        return at;
      } else if (length < 2) {
        return -1;
      } else {
        at += length;
      }
    }
    return -1;
  }

  private static int checksumWithout(byte[] packet, int tcp, int end) {
    byte[] segment = Arrays.copyOfRange(packet, tcp, end);
    segment[16] = 0;
    segment[17] = 0;
    return InternetChecksum.fold(InternetChecksum.sum(segment, 0, segment.length));
  }
}
