package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Traffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /proc/net/dev}: the counters of all interfaces in one file. */
final class TrafficTable {
  private static final String PATH = "/proc/net/dev";
  private static final int COLUMNS = 16;

  private TrafficTable() {}

  static Reading<Map<String, Traffic>> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "counters", TrafficTable::parse);
  }

  /** Empty if there are no two lines of headings, or a line has other columns than these. */
  static Optional<Map<String, Traffic>> parse(String text) {
    Map<String, Traffic> table = new HashMap<>();
    String[] lines = text.split("\n", -1);
    if (lines.length < 2 || lines[0].indexOf('|') < 0) {
      return Optional.empty();
    }
    for (int i = 2; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon >= 0) {
        Optional<Traffic> traffic = traffic(Columns.of(lines[i].substring(colon + 1)));
        if (traffic.isEmpty()) {
          return Optional.empty();
        }
        table.put(lines[i].substring(0, colon).strip(), traffic.get());
      }
    }
    return Optional.of(table);
  }

  private static Optional<Traffic> traffic(List<String> columns) {
    if (columns.size() < COLUMNS) {
      return Optional.empty();
    }
    long[] values = new long[COLUMNS];
    try {
      for (int i = 0; i < COLUMNS; i++) {
        values[i] = Long.parseUnsignedLong(columns.get(i));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(
        new Traffic(
            values[0],
            values[1],
            values[2],
            values[3],
            values[8],
            values[9],
            values[10],
            Fact.known(values[11])));
  }
}
