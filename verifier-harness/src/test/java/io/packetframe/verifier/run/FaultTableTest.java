package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of faults names tests that exist, and every test with a real guest that goes wrong. */
class FaultTableTest {
  private static final Pattern TEST =
      Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`(?:, `([a-z]\\w*)`)?");

  private static String table() throws IOException {
    return Files.readString(Repository.path("verifier-harness/docs/faults.md"));
  }

  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Repository.path("verifier-harness/src/test/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith("Test.java")).toList()) {
        String name = file.getFileName().toString();
        sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
      }
    }
    return sources;
  }

  @Test
  void everyTestThatItNamesExists() throws Exception {
    Map<String, String> sources = sources();
    Matcher matcher = TEST.matcher(table());
    int found = 0;
    while (matcher.find()) {
      String source = sources.get(matcher.group(1));
      assertThat(source).as(matcher.group()).isNotNull();
      for (int group = 2; group <= 3; group++) {
        if (matcher.group(group) != null) {
          assertThat(source).as(matcher.group()).contains("void " + matcher.group(group) + "(");
        }
      }
      found++;
    }
    assertThat(found).isGreaterThan(20);
  }

  @Test
  void everyFaultOfARealGuestStandsInIt() throws Exception {
    Set<String> missing = new TreeSet<>();
    List<String> words = Arrays.asList(table().split("\\W+", -1));
    Matcher matcher =
        Pattern.compile("@Test\\s+void (\\w+)\\(").matcher(sources().getOrDefault("FaultTest", ""));
    while (matcher.find()) {
      if (!words.contains(matcher.group(1))) {
        missing.add(matcher.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }
}
