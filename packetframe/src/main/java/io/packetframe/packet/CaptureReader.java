package io.packetframe.packet;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads a capture: pcap or pcapng, in either byte order. Frames are read one by one, so a capture
 * may be longer than the memory; no length in it is believed before it was held against a limit.
 */
public final class CaptureReader {
  /** The longest frame that is read, in bytes: tcpdump's own limit. */
  public static final int MAX_FRAME = 262_144;

  private final CaptureFormat format;

  /**
   * A frame of a capture.
   *
   * @param time when it was seen; the epoch where the capture does not say
   * @param length how many bytes it had on the wire
   * @param frame those that were kept
   */
  public record Captured(Instant time, long length, Bytes frame) {}

  /**
   * Reads the head of a capture. The stream stays the caller's to close.
   *
   * @throws CaptureException if this is no capture of Ethernet frames
   */
  public CaptureReader(InputStream in) throws IOException, CaptureException {
    CaptureInput input = new CaptureInput(in);
    byte[] magic = input.read(Integer.BYTES, "its header");
    format =
        CaptureInput.u32(magic, 0, true) == Pcapng.SECTION
            ? new Pcapng(input)
            : new Pcap(input, magic);
  }

  /**
   * Reads the next frame; empty at the end.
   *
   * @throws CaptureException if the capture ends within a frame, or a length cannot be true
   */
  public Optional<Captured> next() throws IOException, CaptureException {
    return format.next();
  }
}
