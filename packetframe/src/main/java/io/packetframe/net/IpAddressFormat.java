package io.packetframe.net;

/** Addresses as text: one canonical form each, so that equal addresses print alike. */
final class IpAddressFormat {
  private static final int GROUPS = 8;

  private IpAddressFormat() {}

  static String v4(int bits) {
    StringBuilder text = new StringBuilder(15);
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.append((bits >>> shift) & 0xff);
      if (shift > 0) {
        text.append('.');
      }
    }
    return text.toString();
  }

  /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zeros as ::. */
  static String v6(long high, long low) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      long half = i < 4 ? high : low;
      groups[i] = (int) (half >>> (48 - 16 * (i % 4))) & 0xffff;
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
