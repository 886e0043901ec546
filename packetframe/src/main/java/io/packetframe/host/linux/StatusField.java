package io.packetframe.host.linux;

/** Lines of the form {@code Name:<tab>value}, as in {@code /proc/PID/status} and fdinfo. */
final class StatusField {
  private StatusField() {}

  /** Returns the value of the first line with this name; "" if there is none. */
  static String of(String text, String name) {
    String label = "\n" + name + ":";
    String lines = "\n" + text;
    int found = lines.indexOf(label);
    if (found < 0) {
      return "";
    }
    int start = found + label.length();
    int end = lines.indexOf('\n', start);
    return lines.substring(start, end < 0 ? lines.length() : end).strip();
  }
}
