package io.packetframe.verifier.kernel;

/**
 * Orders package names and versions as Debian does (deb-version(7)): digits as numbers, letters
 * before other characters, and {@code ~} before everything, even the end.
 */
final class DebianVersion {
  private DebianVersion() {}

  static int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() || r < right.length()) {
      while (isOther(left, l) || isOther(right, r)) {
        int order = Integer.compare(weight(left, l), weight(right, r));
        if (order != 0) {
          return order;
        }
        l++;
        r++;
      }
      int leftEnd = endOfDigits(left, l);
      int rightEnd = endOfDigits(right, r);
      String leftDigits = significant(left.substring(l, leftEnd));
      String rightDigits = significant(right.substring(r, rightEnd));
      int order =
          leftDigits.length() == rightDigits.length()
              ? leftDigits.compareTo(rightDigits)
              : Integer.compare(leftDigits.length(), rightDigits.length());
      if (order != 0) {
        return order;
      }
      l = leftEnd;
      r = rightEnd;
    }
    return 0;
  }

  private static boolean isOther(String text, int at) {
    return at < text.length() && !isDigit(text.charAt(at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int weight(String text, int at) {
    if (at >= text.length() || isDigit(text.charAt(at))) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return Character.isLetter(c) ? c : c + 256;
  }

  private static int endOfDigits(String text, int from) {
    int at = Math.min(from, text.length());
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static String significant(String digits) {
    int at = 0;
    while (at < digits.length() && digits.charAt(at) == '0') {
      at++;
    }
    return digits.substring(at);
  }
}
