package io.packetframe.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who mistyped a word may have meant. */
public final class Suggestions {
  /** Words beyond this length are no typing mistakes, and comparing them would take its time. */
  private static final int LONGEST = 40;

  private Suggestions() {}

  /**
   * Returns the candidate that is the fewest typing mistakes away from the word, or null if none is
   * near: one mistake in three characters, at most three. Case does not count. Of equals the first
   * wins.
   */
  public static @Nullable String closest(String word, List<String> candidates) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return null;
    }
    int best = Math.clamp(word.length() / 3, 1, 3) + 1;
    String found = null;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) < best) {
        int distance = distance(word, candidate);
        if (distance < best) {
          best = distance;
          found = candidate;
        }
      }
    }
    return found;
  }

  /** Returns "did you mean ...?" for the closest candidate, or null if none is near. */
  public static @Nullable String didYouMean(String word, List<String> candidates) {
    String closest = closest(word, candidates);
    return closest == null ? null : didYouMean(closest);
  }

  static String didYouMean(String replacement) {
    return "did you mean `" + replacement + "`?";
  }

  /** Insertions, deletions, replacements, and neighbours swapped. */
  private static int distance(String left, String right) {
    int width = right.length() + 1;
    int[] beforeLast = new int[width];
    int[] last = new int[width];
    int[] row = new int[width];
    for (int j = 0; j < width; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      row[0] = i;
      for (int j = 1; j < width; j++) {
        char a = Character.toLowerCase(left.charAt(i - 1));
        char b = Character.toLowerCase(right.charAt(j - 1));
        int replaced = last[j - 1] + (a == b ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a == Character.toLowerCase(right.charAt(j - 2))
            && b == Character.toLowerCase(left.charAt(i - 2))) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[width - 1];
  }
}
