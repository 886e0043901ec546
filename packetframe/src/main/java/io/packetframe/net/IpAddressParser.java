package io.packetframe.net;

/** Reads address literals, and nothing else: see {@link IpAddress#parse}. */
final class IpAddressParser {
  /** The longest literal: six groups and a dotted quad. */
  private static final int MAX_LENGTH = 45;

  private static final int GROUPS = 8;

  private IpAddressParser() {}

  static IpAddress parse(String text) throws LiteralException {
    if (text.isEmpty()) {
      throw new LiteralException("the address is empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new LiteralException("it is longer than any address");
    }
    if (text.indexOf('%') >= 0) {
      throw new LiteralException("zone ids are not taken");
    }
    return text.indexOf(':') >= 0 ? v6(text) : IpAddress.v4(v4(text, 0));
  }

  /** Reads a dotted quad that fills the text from {@code start} to its end. */
  private static int v4(String text, int start) throws LiteralException {
    int bits = 0;
    int at = start;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (at >= text.length() || text.charAt(at) != '.') {
          throw new LiteralException(
              at < text.length() ? notAnAddress() : "an IPv4 address has four octets");
        }
        at++;
      }
      int first = at;
      int value = 0;
      while (at < text.length() && isDigit(text.charAt(at))) {
        value = Math.min(value * 10 + text.charAt(at) - '0', 1000);
        at++;
      }
      if (at == first) {
        throw new LiteralException(
            at < text.length() && text.charAt(at) != '.' ? notAnAddress() : "an octet is empty");
      }
      if (value > 255) {
        throw new LiteralException("octet " + text.substring(first, at) + " is above 255");
      }
      if (at - first > 1 && text.charAt(first) == '0') {
        // Some parsers read such an octet as octal: 010 is 10 to one and 8 to the other.
        throw new LiteralException("octet " + text.substring(first, at) + " has a leading zero");
      }
      bits = (bits << 8) | value;
    }
    if (at < text.length()) {
      throw new LiteralException(
          text.charAt(at) == '.' ? "an IPv4 address has four octets" : notAnAddress());
    }
    return bits;
  }

  private static IpAddress v6(String text) throws LiteralException {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int at = 0;
    if (text.startsWith("::")) {
      gap = 0;
      at = 2;
    } else if (text.charAt(0) == ':') {
      throw new LiteralException("it starts with a single colon");
    }
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      if (end < text.length() && text.charAt(end) == '.') {
        if (count > GROUPS - 2) {
          throw new LiteralException(tooMany());
        }
        int quad = v4(text, at);
        groups[count++] = quad >>> 16;
        groups[count++] = quad & 0xffff;
        at = text.length();
        break;
      }
      if (count == GROUPS) {
        throw new LiteralException(tooMany());
      }
      groups[count++] = group(text, at, end);
      at = end;
      if (at == text.length()) {
        break;
      }
      at++;
      if (at == text.length()) {
        throw new LiteralException("it ends with a single colon");
      }
      if (text.charAt(at) == ':') {
        if (gap >= 0) {
          throw new LiteralException("`::` may stand only once");
        }
        gap = count;
        at++;
      }
    }
    return assemble(groups, count, gap);
  }

  private static int group(String text, int start, int end) throws LiteralException {
    if (end < text.length() && text.charAt(end) != ':') {
      throw new LiteralException(notAnAddress());
    }
    if (end == start) {
      throw new LiteralException("a group is empty");
    }
    if (end - start > 4) {
      throw new LiteralException("a group has more than four hex digits");
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      // Digits of other scripts have a value too.
      if (text.charAt(i) > 'f') {
        throw new LiteralException(notAnAddress());
      }
      value = (value << 4) | Character.digit(text.charAt(i), 16);
    }
    return value;
  }

  private static IpAddress assemble(int[] groups, int count, int gap) throws LiteralException {
    if (gap < 0 && count < GROUPS) {
      throw new LiteralException("an IPv6 address has eight groups, or `::` for the missing ones");
    }
    if (gap >= 0 && count == GROUPS) {
      throw new LiteralException("`::` has no group left to stand for");
    }
    long[] halves = new long[2];
    for (int i = 0; i < count; i++) {
      int place = (gap >= 0 && i >= gap) ? i + GROUPS - count : i;
      halves[place / 4] |= (long) groups[i] << (48 - 16 * (place % 4));
    }
    return IpAddress.v6(halves[0], halves[1]);
  }

  private static String tooMany() {
    return "an IPv6 address has no more than eight groups";
  }

  private static String notAnAddress() {
    return "it is not an address literal";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
