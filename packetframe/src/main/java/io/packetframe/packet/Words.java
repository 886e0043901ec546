package io.packetframe.packet;

import io.packetframe.Printable;
import io.packetframe.config.Suggestions;
import io.packetframe.net.IpAddress;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a line, one after the other, and what is wrong with the last one taken. */
final class Words {
  /** No packet needs a longer line: 64 KiB in hex, and then some. */
  private static final int MAX_LENGTH = 200_000;

  private static final int SHOWN = 40;

  private final String text;
  private String last = "";
  private int at;
  private int start;

  Words(String text) throws PacketTextException {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw new PacketTextException(
          MAX_LENGTH, 0, "the text is longer than " + MAX_LENGTH + " characters", null);
    }
    skipSpaces();
  }

  boolean hasNext() {
    return at < text.length();
  }

  /** Takes the next word; {@code what} says what it should be if there is none. */
  String take(String what) throws PacketTextException {
    start = at;
    if (!hasNext()) {
      throw new PacketTextException(text.length() + 1, 0, what + " is missing at the end", null);
    }
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    last = word;
    skipSpaces();
    return word;
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Takes the next word if it is this one. */
  boolean takeIf(String word) throws PacketTextException {
    int end = at + word.length();
    boolean here =
        text.startsWith(word, at)
            && (end == text.length() || Character.isWhitespace(text.charAt(end)));
    if (here) {
      take(word);
    }
    return here;
  }

  /** Takes the rest of the line as it is. */
  String rest() {
    String rest = text.substring(at).strip();
    at = text.length();
    return rest;
  }

  /** Takes the rest of the line, with spaces for what was taken, so that columns stay true. */
  String restInPlace() {
    String rest = " ".repeat(at) + text.substring(at);
    at = text.length();
    return rest;
  }

  /** Says what is wrong with the word that was taken last. */
  PacketTextException wrong(String reason) {
    return wrong(reason, null);
  }

  PacketTextException wrong(String reason, @Nullable String suggestion) {
    return new PacketTextException(
        start + 1, last.length(), "`" + Printable.escaped(last, SHOWN) + "` " + reason, suggestion);
  }

  PacketTextException unknown(String what, List<String> candidates) {
    return wrong("is no " + what, Suggestions.didYouMean(last, candidates));
  }

  /** Takes a number, decimal or hex with {@code 0x}, from 0 to {@code max}. */
  long number(String what, long max) throws PacketTextException {
    return number(take(what), what, max);
  }

  long number(String word, String what, long max) throws PacketTextException {
    boolean hex = word.startsWith("0x");
    String digits = hex ? word.substring(2) : word;
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c > 'f' ? -1 : Character.digit(c, hex ? 16 : 10);
      if (digit < 0) {
        throw wrong("is not the number that " + what + " should be");
      }
      value = Math.min(value * (hex ? 16 : 10) + digit, max + 1);
    }
    if (digits.isEmpty()) {
      throw wrong("is not the number that " + what + " should be");
    }
    if (value > max) {
      throw wrong("is too much: " + what + " is 0 to " + max);
    }
    return value;
  }

  /** Takes a number that fits an int. */
  int number(String what, int max) throws PacketTextException {
    return (int) number(what, (long) max);
  }

  MacAddress mac() throws PacketTextException {
    String word = take("a MAC address");
    try {
      return MacAddress.parse(word);
    } catch (LiteralException e) {
      throw wrong("is no MAC address: " + e.reason());
    }
  }

  IpAddress address(String word) throws PacketTextException {
    try {
      return IpAddress.parse(word);
    } catch (LiteralException e) {
      throw wrong("is no address: " + e.reason());
    }
  }

  /** Takes hex digits, with or without colons between the bytes. */
  Bytes hex() throws PacketTextException {
    return hex(take("hex"));
  }

  /** Takes the rest of the line as hex digits, with or without spaces and colons. */
  Bytes restAsHex() throws PacketTextException {
    StringBuilder digits = new StringBuilder();
    while (hasNext()) {
      digits.append(hex(take("hex")));
    }
    return Bytes.hex(digits.toString());
  }

  private Bytes hex(String word) throws PacketTextException {
    String digits = word.replace(":", "");
    if (digits.length() % 2 != 0) {
      throw wrong("is no hex: a byte has two digits");
    }
    try {
      return Bytes.of(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException e) {
      throw wrong("is no hex");
    }
  }
}
