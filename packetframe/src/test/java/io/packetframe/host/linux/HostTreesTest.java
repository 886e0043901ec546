package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader over every captured host: a tree's EXPECTED file is what they say about it.
 *
 * <p>A new tree needs no code: run {@code mvn test -Dtest=HostTreesTest -Dbless} and review the
 * EXPECTED file that appears.
 */
class HostTreesTest {

  static List<String> names() throws IOException {
    return HostTrees.names();
  }

  @Test
  void sawTheTrees() throws IOException {
    assertThat(names()).hasSizeGreaterThanOrEqualTo(8);
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysWhereItComesFrom(String name) throws IOException {
    assertThat(Files.readString(HostTrees.root(name).resolve("ORIGIN")))
        .as("ORIGIN of " + name)
        .containsAnyOf("Captured", "Written by hand");
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsAsExpected(String name) throws IOException {
    Path expected = HostTrees.root(name).resolve("EXPECTED");
    String summary = HostSummary.of(HostTrees.files(name));
    if (System.getProperty("bless") != null) {
      Files.writeString(expected, summary);
    }
    assertThat(summary).isEqualTo(Files.readString(expected));
  }
}
