package io.packetframe.verifier.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a guest has to do beside the shipped image's own report.
 *
 * @param suites that it is confined to; empty for all of them
 * @param tests the classes with tests tagged {@code kernel}, in the order in which they run
 * @param countsCoverage whether lines are counted, which makes the guest slow
 */
public record GuestWork(Set<Suite> suites, List<String> tests, boolean countsCoverage) {
  /** What a run is confined to that counts lines, beside suites. */
  public static final String COVERAGE = "coverage";

  public GuestWork {
    suites = Collections.unmodifiableSet(new TreeSet<>(suites));
    tests = List.copyOf(tests);
  }

  /** Makes work that counts no lines. */
  GuestWork(Set<Suite> suites, List<String> tests) {
    this(suites, tests, false);
  }

  /**
   * Takes the classes of suites from what the build found.
   *
   * @param suites empty for all
   */
  public static GuestWork of(Workspace workspace, Set<Suite> suites)
      throws IOException, HarnessException {
    boolean all = suites.isEmpty() || suites.containsAll(EnumSet.allOf(Suite.class));
    List<String> tests = new ArrayList<>();
    for (String test : built(workspace)) {
      Suite suite = Suite.ofTest(test);
      if (all || suites.contains(suite)) {
        tests.add(test);
      }
    }
    return new GuestWork(all ? Set.of() : suites, tests);
  }

  /** Returns the test classes that the build found; none where nothing is built. */
  public static SortedMap<Suite, List<String>> bySuite(Workspace workspace)
      throws IOException, HarnessException {
    SortedMap<Suite, List<String>> bySuite = new TreeMap<>();
    for (String test : built(workspace)) {
      bySuite.computeIfAbsent(Suite.ofTest(test), _ -> new ArrayList<>()).add(test);
    }
    return bySuite;
  }

  private static List<String> built(Workspace workspace) throws IOException {
    Path list = workspace.agent().resolve("tests");
    return Files.exists(list) ? Files.readAllLines(list) : List.of();
  }

  /** Returns the same with lines counted. */
  public GuestWork countingCoverage() {
    return new GuestWork(suites, tests, true);
  }

  /**
   * Spreads the test classes over guests so that all take about as long.
   *
   * @param guests how many there can be; fewer where there are fewer classes
   * @param millis of each class the last time; for others the mean is taken
   */
  List<GuestWork> split(int guests, Map<String, Long> millis) {
    int parts = Math.clamp(guests, 1, Math.max(1, tests.size()));
    long mean = Math.round(millis.values().stream().mapToLong(it -> it).average().orElse(1));
    List<String> longestFirst =
        tests.stream()
            .sorted(Comparator.comparingLong(it -> -millis.getOrDefault(it, mean)))
            .toList();
    List<Set<String>> shares = new ArrayList<>();
    long[] sums = new long[parts];
    for (int i = 0; i < parts; i++) {
      shares.add(new HashSet<>());
    }
    for (String test : longestFirst) {
      int least = 0;
      for (int i = 1; i < parts; i++) {
        least = sums[i] < sums[least] ? i : least;
      }
      shares.get(least).add(test);
      sums[least] += millis.getOrDefault(test, mean);
    }
    return shares.stream().map(it -> only(List.copyOf(it))).toList();
  }

  /** Returns the same, of its test classes only the named ones. */
  GuestWork only(List<String> classes) {
    return new GuestWork(suites, tests.stream().filter(classes::contains).toList(), countsCoverage);
  }

  /**
   * Returns the names of the suites that it is confined to; none for a whole run. One that counts
   * coverage is none: its times are not those of the product.
   */
  List<String> confinedTo() {
    List<String> names = new ArrayList<>(suites.stream().map(Suite::toString).toList());
    if (countsCoverage) {
      names.add(COVERAGE);
    }
    return names;
  }
}
