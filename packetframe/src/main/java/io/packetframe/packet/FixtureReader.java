package io.packetframe.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a file into its setups and cases. */
final class FixtureReader {
  /** A line with its number, without comment. */
  record Line(int number, String text) {}

  private final String file;
  private final List<Fixture> fixtures = new ArrayList<>();
  private List<Line> setup = new ArrayList<>();
  private @Nullable List<Line> open;

  FixtureReader(String file) {
    this.file = file;
  }

  void line(int number, String text) throws FixtureException {
    int comment = text.indexOf('#');
    Line line = new Line(number, comment < 0 ? text : text.substring(0, comment));
    if (line.text().isBlank()) {
      return;
    }
    String stripped = line.text().strip();
    if (stripped.equals("setup")) {
      close();
      setup = new ArrayList<>();
    } else if (stripped.startsWith("case ")) {
      close();
      open = new ArrayList<>();
      open.add(line);
    } else if (open != null) {
      open.add(line);
    } else {
      setup.add(line);
    }
  }

  List<Fixture> finish() throws FixtureException {
    close();
    if (fixtures.isEmpty()) {
      throw new FixtureException(file, 1, "there is no case in it", null);
    }
    return List.copyOf(fixtures);
  }

  private void close() throws FixtureException {
    if (open != null) {
      fixtures.add(new CaseReader(file, setup, open).fixture());
      open = null;
    }
  }
}
