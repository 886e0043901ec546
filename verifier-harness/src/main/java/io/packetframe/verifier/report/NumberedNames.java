package io.packetframe.verifier.report;

import java.util.Comparator;

/** Orders names as people do: runs of digits by their value. */
final class NumberedNames {
  static final Comparator<String> ORDER = NumberedNames::compare;

  private NumberedNames() {}

  private static int compare(String left, String right) {
    int a = 0;
    int b = 0;
    while (a < left.length() && b < right.length()) {
      int endA = endOfRun(left, a);
      int endB = endOfRun(right, b);
      String runA = left.substring(a, endA);
      String runB = right.substring(b, endB);
      int order =
          isDigit(runA.charAt(0)) && isDigit(runB.charAt(0))
              ? compareNumbers(runA, runB)
              : runA.compareTo(runB);
      if (order != 0) {
        return order;
      }
      a = endA;
      b = endB;
    }
    return Integer.compare(left.length() - a, right.length() - b);
  }

  private static int compareNumbers(String left, String right) {
    String a = left.replaceFirst("^0+", "");
    String b = right.replaceFirst("^0+", "");
    return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
  }

  private static int endOfRun(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end)) == isDigit(text.charAt(start))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
