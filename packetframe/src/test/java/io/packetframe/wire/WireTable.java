package io.packetframe.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix for people: a row for each way in, a column for each way out. */
final class WireTable {
  private WireTable() {}

  /** Returns Markdown; a pair without results was left out. */
  static String of(Map<Pair, List<Result>> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Frames of both families, both modes, offload as found and off, both forms, and where the"
            + " kernel answers for VLAN devices with and without its answer: forwarded /"
            + " passed. A passed frame came byte-identical to the kernel, which forwarded it"
            + " unless nobody has its VID. What a VLAN device sends has its tag in the frame:"
            + " run has switched the senders' offload off where it was on.");
    lines.add("");
    lines.add(row("in \\ out", Arrays.stream(EgressKind.values()).map(String::valueOf).toList()));
    lines.add(row("---", Arrays.stream(EgressKind.values()).map(_ -> "---").toList()));
    for (IngressKind in : IngressKind.values()) {
      List<String> cells = new ArrayList<>();
      for (EgressKind out : EgressKind.values()) {
        cells.add(cell(results.getOrDefault(new Pair(in, out), List.of())));
      }
      lines.add(row(in.toString(), cells));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String row(String title, List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| " + title + " | ", " |"));
  }

  private static String cell(List<Result> results) {
    if (results.isEmpty()) {
      return "skipped";
    }
    long wrong = results.stream().filter(it -> !it.complaints().isEmpty()).count();
    long forwarded = count(results, true);
    String text = forwarded + " / " + count(results, false);
    return wrong == 0 ? text : text + ", " + wrong + " WRONG";
  }

  private static long count(List<Result> results, boolean forwarded) {
    return results.stream()
        .filter(it -> it.complaints().isEmpty() && it.cell().isForwarded() == forwarded)
        .count();
  }
}
