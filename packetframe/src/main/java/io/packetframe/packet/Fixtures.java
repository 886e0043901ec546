package io.packetframe.packet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The cases of a directory, in the order of the files' names. */
public final class Fixtures {
  private Fixtures() {}

  /**
   * Reads every {@code .txt} file of the directory.
   *
   * @throws FixtureException at the first line that is wrong, and at a name that is given twice
   * @throws IOException if a file cannot be read
   */
  public static List<Fixture> read(Path directory) throws IOException, FixtureException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    List<Fixture> fixtures = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      for (Fixture fixture : parse(name, Files.readString(file))) {
        String earlier = places.put(fixture.name(), fixture.place());
        if (earlier != null) {
          throw new FixtureException(
              fixture.place(), 0, "the name " + fixture.name() + " is taken by " + earlier, null);
        }
        fixtures.add(fixture);
      }
    }
    return List.copyOf(fixtures);
  }

  /**
   * Reads the cases of one file; the format is in the description of this package.
   *
   * @param file its name, for messages
   * @throws FixtureException at the first line that is wrong
   */
  public static List<Fixture> parse(String file, String text) throws FixtureException {
    FixtureReader reader = new FixtureReader(file);
    int number = 0;
    for (String line : text.lines().toList()) {
      reader.line(++number, line);
    }
    return reader.finish();
  }
}
