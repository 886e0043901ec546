package io.packetframe.cli;

import io.packetframe.FileFailure;
import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.packet.CaptureException;
import io.packetframe.packet.CaptureReader;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.PacketTextException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The packet that a person names: bytes in hex, a frame of a capture, or a sentence.
 *
 * <pre>
 * 0200 0000 0001 ...   hex digits; spaces, colons, dashes and 0x between them are no matter
 * FILE.pcap[:N]        the N-th frame of a capture, from 1; without N the first
 * anything else        a sentence of {@link PacketText}
 * </pre>
 */
final class PacketArgument {
  /** An Ethernet header, less than which no kernel runs a test on. */
  static final int SHORTEST = 14;

  private static final Pattern HEX = Pattern.compile("(?i)(?:0x|[0-9a-f]|[\\s:-])+");
  private static final Pattern BETWEEN = Pattern.compile("(?i)0x|[\\s:-]");
  private static final Pattern NUMBERED = Pattern.compile("(.*):([0-9]{1,9})");
  private static final String CAPTURE = ".pcap";

  private PacketArgument() {}

  /**
   * Reads it.
   *
   * @param macs those of a sentence that names none
   * @throws PacketTextException if a sentence is none
   * @throws CaptureException if a capture is none
   * @throws PacketFrameException for anything else: {@link Wrong} where the argument itself is
   */
  static byte[] read(String text, Macs macs) throws PacketFrameException {
    Optional<byte[]> capture = ofCapture(text);
    byte[] frame = capture.isPresent() ? capture.get() : ofText(text, macs);
    if (frame.length < SHORTEST) {
      throw new Wrong(
          "a frame of " + frame.length + " bytes: an Ethernet header alone has " + SHORTEST);
    }
    return frame;
  }

  private static byte[] ofText(String text, Macs macs) throws PacketFrameException {
    if (!HEX.matcher(text).matches()) {
      return PacketText.parse(text, macs).bytes();
    }
    String digits = BETWEEN.matcher(text).replaceAll("");
    if (digits.length() % 2 != 0) {
      throw new Wrong(digits.length() + " hex digits: two make a byte");
    }
    if (digits.length() / 2 > CaptureReader.MAX_FRAME) {
      throw new Wrong("more than " + CaptureReader.MAX_FRAME + " bytes");
    }
    return HexFormat.of().parseHex(digits);
  }

  private static Optional<byte[]> ofCapture(String text) throws PacketFrameException {
    if (isCapture(text)) {
      return Optional.of(frame(text, 1));
    }
    Matcher numbered = NUMBERED.matcher(text);
    if (numbered.matches() && isCapture(numbered.group(1))) {
      int number = Integer.parseInt(numbered.group(2));
      if (number < 1) {
        throw new Wrong("frames of a capture are counted from 1");
      }
      return Optional.of(frame(numbered.group(1), number));
    }
    return Optional.empty();
  }

  /** By its name or, whatever its name, because a file is there. */
  private static boolean isCapture(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.endsWith(CAPTURE) || lower.endsWith(CAPTURE + "ng") || isFile(text);
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private static boolean isFile(String text) {
    return !text.isEmpty() && Files.isRegularFile(Path.of(text));
  }

  private static byte[] frame(String file, int number) throws PacketFrameException {
    String shown = Printable.escaped(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
      CaptureReader capture = new CaptureReader(in);
      for (int i = 1; i <= number; i++) {
        Optional<CaptureReader.Captured> next = capture.next();
        if (next.isEmpty()) {
          throw new Wrong(shown + " has " + (i - 1) + " frames, and no frame " + number);
        }
        if (i == number) {
          return whole(next.get(), shown + ", frame " + number);
        }
      }
      throw new IllegalStateException("frame " + number);
    } catch (InvalidPathException e) {
      throw new Wrong(shown + " is no path: " + Printable.escaped(e.getReason()));
    } catch (IOException e) {
      throw new PacketFrameException(
          "cannot read " + shown + ": " + FileFailure.reason(e), null, e);
    }
  }

  /** A frame that was cut is another frame. */
  private static byte[] whole(CaptureReader.Captured captured, String what) throws Wrong {
    byte[] kept = captured.frame().array();
    if (kept.length < captured.length()) {
      throw new Wrong(
          what
              + ": only "
              + kept.length
              + " of its "
              + captured.length()
              + " bytes were captured (tcpdump -s 0 keeps them all)");
    }
    return kept;
  }

  /** The argument names no packet. */
  static final class Wrong extends PacketFrameException {
    private static final long serialVersionUID = 1L;

    private Wrong(String message) {
      super(message);
    }
  }
}
