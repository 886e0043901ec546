package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacketFixturesTest {
  @Test
  void everyFileOfTheDirectoryIsAResource() throws Exception {
    Path directory = Path.of(System.getProperty("root.directory"), "fixtures", "packets");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(PacketFixtures.FILES);
    }
    assertThat(PacketFixtures.all()).hasSizeGreaterThan(250);
  }
}
