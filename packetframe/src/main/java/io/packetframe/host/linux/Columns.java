package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;

/** Words of a line, between any number of blanks, tabs and line ends. */
final class Columns {
  private Columns() {}

  static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || line.charAt(i) <= ' ') {
        if (i > start) {
          words.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }
}
