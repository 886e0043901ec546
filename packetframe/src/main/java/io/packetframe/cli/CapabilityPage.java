package io.packetframe.cli;

import io.packetframe.probe.CapabilityDescription;

/** The text about one capability: printed by {@code explain}, and a section of the docs page. */
final class CapabilityPage {
  private static final int WIDTH = 78;

  private CapabilityPage() {}

  /** Returns plain text for a terminal. */
  static String text(CapabilityDescription description) {
    StringBuilder text = new StringBuilder();
    text.append(description.name()).append(description.required() ? " (required)" : " (advisory)");
    text.append("\n\n");
    paragraph(text, "What for:  ", description.purpose());
    paragraph(text, "Since:     ", description.since());
    paragraph(text, "Probed by: ", description.method());
    paragraph(text, "To mend:   ", description.mend());
    return text.toString();
  }

  /** Returns a section of Markdown. */
  static String markdown(CapabilityDescription description) {
    return "## `"
        + description.name()
        + "`\n\n"
        + (description.required() ? "Required.\n" : "Advisory.\n")
        + "\n- **What for:** "
        + escaped(description.purpose())
        + "\n- **Since:** "
        + escaped(description.since())
        + "\n- **Probed by:** "
        + escaped(description.method())
        + "\n- **To mend:** "
        + escaped(description.mend())
        + "\n";
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*");
  }

  private static void paragraph(StringBuilder text, String label, String words) {
    int column = label.length();
    text.append(label.stripTrailing());
    int gap = label.length() - label.stripTrailing().length();
    for (String word : words.split(" ", -1)) {
      if (column + word.length() >= WIDTH) {
        text.append('\n');
        gap = label.length();
        column = label.length();
      }
      text.append(" ".repeat(gap)).append(word);
      gap = 1;
      column += word.length() + 1;
    }
    text.append('\n');
  }
}
