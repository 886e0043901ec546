package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page for a person: headings, lines, trees, and at its end what is not known. Whatever comes
 * from the host is escaped here.
 */
final class PageLines {
  private static final String BOLD = "\u001b[1m";
  private static final String RESET = "\u001b[0m";

  private final boolean colour;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, List<String>> unknown = new LinkedHashMap<>();

  PageLines(boolean colour) {
    this.colour = colour;
  }

  /** A node of a tree. */
  record Branch(String line, List<Branch> below) {
    static Branch leaf(String line) {
      return new Branch(line, List.of());
    }
  }

  void heading(String title) {
    text.append(text.isEmpty() ? "" : "\n");
    text.append(colour ? BOLD : "").append(title).append(colour ? RESET : "").append('\n');
  }

  void line(String line) {
    text.append("  ").append(Printable.escaped(line)).append('\n');
  }

  /** Writes a tree with its branches drawn. */
  void tree(Branch root) {
    line(root.line());
    below(root.below(), "  ");
  }

  private void below(List<Branch> branches, String indent) {
    for (int i = 0; i < branches.size(); i++) {
      boolean isLast = i == branches.size() - 1;
      Branch branch = branches.get(i);
      text.append(indent)
          .append(isLast ? "\u2514\u2500 " : "\u251c\u2500 ")
          .append(Printable.escaped(branch.line()))
          .append('\n');
      below(branch.below(), indent + (isLast ? "   " : "\u2502  "));
    }
  }

  /** Returns the value, if it is known; else it is listed by this name at the end. */
  <T> Optional<T> known(String name, Fact<T> fact) {
    fact.reason()
        .ifPresent(reason -> unknown.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name));
    return fact.optional();
  }

  /** Returns the page. */
  String finish() {
    if (!unknown.isEmpty()) {
      heading("Not known");
      for (Map.Entry<String, List<String>> each : unknown.entrySet()) {
        line(String.join(", ", each.getValue()) + ": " + each.getKey());
      }
    }
    return text.toString();
  }
}
