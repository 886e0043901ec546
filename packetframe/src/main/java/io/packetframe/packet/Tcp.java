package io.packetframe.packet;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * TCP (RFC 9293).
 *
 * @param sourcePort 16 bits
 * @param destinationPort 16 bits
 * @param sequence 32 bits
 * @param acknowledgment 32 bits
 * @param reserved the four bits between data offset and flags
 * @param flags those that are set
 * @param window 16 bits
 * @param urgent 16 bits
 * @param options 0 to 40 bytes, a multiple of 4
 * @param data what it carries
 * @param lies fields of the TCP header that are wrong
 */
public record Tcp(
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgment,
    int reserved,
    Set<TcpFlag> flags,
    int window,
    int urgent,
    Bytes options,
    Bytes data,
    Lies lies)
    implements Transport {
  /** Its number in an IP header. */
  public static final int PROTOCOL = 6;

  static final int HEADER_BYTES = 20;
  private static final int MAX_OPTIONS = 40;

  /** Copies the flags and checks the ranges. */
  public Tcp {
    EnumSet<TcpFlag> ordered = EnumSet.noneOf(TcpFlag.class);
    ordered.addAll(flags);
    flags = Collections.unmodifiableSet(ordered);
    if (sourcePort >>> 16 != 0 || destinationPort >>> 16 != 0) {
      throw new IllegalArgumentException("ports: 16 bits");
    }
    if (reserved >>> 4 != 0 || window >>> 16 != 0 || urgent >>> 16 != 0) {
      throw new IllegalArgumentException("reserved has 4 bits, window and urgent 16");
    }
    if (options.length() > MAX_OPTIONS || options.length() % 4 != 0) {
      throw new IllegalArgumentException("options: up to 40 bytes, a multiple of 4");
    }
  }

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public void write(FrameWriter out, Ends ends) {
    int start = out.length();
    int words = (HEADER_BYTES + options.length()) / 4;
    out.u16(sourcePort);
    out.u16(destinationPort);
    out.u32(sequence);
    out.u32(acknowledgment);
    out.u8(lies.orElse(LyingField.DATA_OFFSET, words) << 4 | reserved);
    out.u8(TcpFlag.bits(flags));
    out.u16(window);
    out.u16(0);
    out.u16(urgent);
    out.bytes(options.array());
    out.bytes(data.array());
    int length = out.length() - start;
    int sum = out.sum(start, out.length()) + ends.pseudoHeader(PROTOCOL, length);
    out.set16(start + 16, lies.orElse(LyingField.CHECKSUM, InternetChecksum.of(sum)));
  }
}
