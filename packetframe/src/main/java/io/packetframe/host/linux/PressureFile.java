package io.packetframe.host.linux;

import io.packetframe.host.Pressure;
import io.packetframe.host.Pressure.Averages;
import java.util.List;
import java.util.Optional;

/** A file of {@code /proc/pressure}, as Documentation/accounting/psi.rst lays it out. */
final class PressureFile {
  private static final double PERCENT = 100;

  private PressureFile() {}

  /** Reads that of {@code cpu}, {@code memory} or {@code io}. */
  static Reading<Pressure> read(HostFiles files, String resource) {
    String path = "/proc/pressure/" + resource;
    return files.read(path).parse(path, "pressure", PressureFile::parse);
  }

  static Optional<Pressure> parse(String text) {
    Optional<Averages> some = line(text, "some");
    return some.map(averages -> new Pressure(averages, line(text, "full")));
  }

  private static Optional<Averages> line(String text, String name) {
    for (String line : text.split("\n", -1)) {
      List<String> columns = Columns.of(line);
      if (columns.size() >= 4 && columns.getFirst().equals(name)) {
        return averages(columns);
      }
    }
    return Optional.empty();
  }

  private static Optional<Averages> averages(List<String> columns) {
    double[] shares = new double[3];
    String[] names = {"avg10=", "avg60=", "avg300="};
    for (int i = 0; i < names.length; i++) {
      String column = columns.get(i + 1);
      if (!column.startsWith(names[i])) {
        return Optional.empty();
      }
      try {
        shares[i] = Double.parseDouble(column.substring(names[i].length())) / PERCENT;
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Averages(shares[0], shares[1], shares[2]));
  }
}
