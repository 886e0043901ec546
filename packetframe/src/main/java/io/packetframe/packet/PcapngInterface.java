package io.packetframe.packet;

import static io.packetframe.packet.CaptureInput.u16;
import static io.packetframe.packet.CaptureInput.u32;

import java.math.BigInteger;
import java.time.Instant;

/**
 * An interface of a pcapng section.
 *
 * @param linkType what its frames begin with; 1 is Ethernet
 * @param snapLength how many bytes of a frame were kept at most; 0: all
 * @param resolution {@code if_tsresol}: ticks of a second, as a power of 10, or of 2 with bit 7 set
 * @param seconds {@code if_tsoffset}: to be added
 */
record PcapngInterface(int linkType, long snapLength, int resolution, long seconds) {
  private static final int END = 0;
  private static final int RESOLUTION = 9;
  private static final int OFFSET = 14;
  private static final int MICROSECONDS = 6;
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

  /**
   * Reads the body of an interface description.
   *
   * @param offset of the body in the file
   * @param body at least 8 bytes
   */
  static PcapngInterface read(long offset, byte[] body, boolean bigEndian) throws CaptureException {
    int resolution = MICROSECONDS;
    long seconds = 0;
    int at = 8;
    while (at + 4 <= body.length && u16(body, at, bigEndian) != END) {
      int code = u16(body, at, bigEndian);
      int length = u16(body, at + 2, bigEndian);
      int value = at + 4;
      if (length > body.length - value) {
        throw new CaptureException(offset + at, "an option longer than its block", null);
      }
      if (code == RESOLUTION && length == 1) {
        resolution = Byte.toUnsignedInt(body[value]);
      } else if (code == OFFSET && length == Long.BYTES) {
        long first = u32(body, value, bigEndian);
        long second = u32(body, value + 4, bigEndian);
        seconds = bigEndian ? join(first, second) : join(second, first);
      }
      at = value + (length + 3) / 4 * 4;
    }
    return new PcapngInterface(
        u16(body, 0, bigEndian),
        Integer.toUnsignedLong(u32(body, 4, bigEndian)),
        resolution,
        seconds);
  }

  private static long join(long high, long low) {
    return (high << 32) | (low & 0xffff_ffffL);
  }

  /**
   * Returns the time of so many ticks, which have 64 bits without a sign.
   *
   * @param offset of the ticks in the file
   */
  Instant time(long offset, long ticks) throws CaptureException {
    int power = resolution & 0x7f;
    BigInteger ofASecond =
        (resolution & 0x80) != 0 ? BigInteger.TWO.pow(power) : BigInteger.TEN.pow(power);
    BigInteger[] parts =
        new BigInteger(Long.toUnsignedString(ticks))
            .multiply(SECOND)
            .divide(ofASecond)
            .add(BigInteger.valueOf(seconds).multiply(SECOND))
            .divideAndRemainder(SECOND);
    BigInteger latest = BigInteger.valueOf(Instant.MAX.getEpochSecond());
    if (parts[0].abs().compareTo(latest) >= 0) {
      throw new CaptureException(offset, "a time that no calendar has", null);
    }
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }
}
