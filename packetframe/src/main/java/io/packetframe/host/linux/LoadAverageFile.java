package io.packetframe.host.linux;

import io.packetframe.host.LoadAverages;
import java.util.List;
import java.util.Optional;

/** {@code /proc/loadavg}. */
final class LoadAverageFile {
  private static final String PATH = "/proc/loadavg";

  private LoadAverageFile() {}

  static Reading<LoadAverages> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "load averages", LoadAverageFile::parse);
  }

  static Optional<LoadAverages> parse(String text) {
    List<String> columns = Columns.of(text);
    if (columns.size() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LoadAverages(
              Double.parseDouble(columns.get(0)),
              Double.parseDouble(columns.get(1)),
              Double.parseDouble(columns.get(2))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
