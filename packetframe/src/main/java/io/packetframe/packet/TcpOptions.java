package io.packetframe.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** TCP options as bytes and as the words of a packet's text. */
final class TcpOptions {
  static final Bytes NOP = Bytes.of((byte) 1);
  static final Bytes END = Bytes.of((byte) 0);
  static final Bytes SACK_PERMITTED = Bytes.of((byte) 4, (byte) 2);

  private TcpOptions() {}

  static Bytes mss(int bytes) {
    return Bytes.of((byte) 2, (byte) 4, (byte) (bytes >>> 8), (byte) bytes);
  }

  static Bytes windowScale(int shift) {
    return Bytes.of((byte) 3, (byte) 3, (byte) shift);
  }

  static Bytes append(Bytes first, Bytes second) {
    return Bytes.hex(first.toString() + second);
  }

  /** The options with zeros behind them, up to a multiple of four bytes. */
  static Bytes padded(Bytes options) {
    return Bytes.of(Arrays.copyOf(options.array(), (options.length() + 3) / 4 * 4));
  }

  /** The words that make these options, which are a multiple of four bytes. */
  static List<String> words(Bytes options) {
    byte[] bytes = options.array();
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (at > bytes.length - 4 && Bytes.of(bytes, at, bytes.length - at).isZero()) {
        break; // what padding makes again
      }
      int kind = bytes[at] & 0xff;
      int length = kind < 2 ? 1 : at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
      if (length < 1 || at + length > bytes.length || (kind > 1 && length < 2)) {
        words.add("option " + Bytes.of(bytes, at, bytes.length - at));
        break;
      }
      words.add(word(kind, Bytes.of(bytes, at, length)));
      at += length;
    }
    return words;
  }

  private static String word(int kind, Bytes option) {
    byte[] bytes = option.array();
    if (kind == 0) {
      return Word.END.text();
    }
    if (kind == 1) {
      return Word.NOP.text();
    }
    if (kind == 2 && bytes.length == 4) {
      return Word.MSS.text() + " " + FrameReader.u16(bytes, 2);
    }
    if (kind == 3 && bytes.length == 3) {
      return Word.WSCALE.text() + " " + (bytes[2] & 0xff);
    }
    return option.equals(SACK_PERMITTED) ? Word.SACK_PERMITTED.text() : "option " + option;
  }
}
