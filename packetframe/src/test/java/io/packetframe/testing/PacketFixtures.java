package io.packetframe.testing;

import io.packetframe.packet.Fixture;
import io.packetframe.packet.FixtureException;
import io.packetframe.packet.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The cases of {@code fixtures/packets} as resources: guests have them, and no directory. */
public final class PacketFixtures {
  /** The files, whose names a jar cannot tell. */
  public static final List<String> FILES =
      List.of(
          "classification.txt",
          "forwarding.txt",
          "headers.txt",
          "mss-clamp.txt",
          "vlan-matrix.txt",
          "vlan.txt");

  private PacketFixtures() {}

  /** Returns all cases, in the order of the files. */
  public static List<Fixture> all() throws IOException, FixtureException {
    List<Fixture> all = new ArrayList<>();
    for (String file : FILES) {
      all.addAll(Fixtures.parse(file, text("/packets/" + file)));
    }
    return List.copyOf(all);
  }

  private static String text(String resource) throws IOException {
    try (InputStream content =
        Objects.requireNonNull(PacketFixtures.class.getResourceAsStream(resource), resource)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
