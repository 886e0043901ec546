package io.packetframe.record;

import io.packetframe.record.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what two records claim; the circumstances of their runs are not looked at. */
public final class AcceptanceComparison {
  private static final String OF_A_TEST = "test ";

  /**
   * How a row ended.
   *
   * @param word as in the record
   * @param passed whether it did what it should
   * @param failed whether that fails the whole record
   */
  private record Ending(String word, boolean passed, boolean failed) {
    static Ending of(CapabilityRecord row) {
      boolean passed = row.status() == CapabilityStatus.PASS;
      return new Ending(row.status().word(), passed, row.required() && !passed);
    }

    static Ending of(TestRecord test) {
      TestVerdict verdict = test.verdict();
      return new Ending(
          verdict.word(), verdict == TestVerdict.PASSED, verdict == TestVerdict.FAILED);
    }
  }

  private AcceptanceComparison() {}

  /**
   * Returns all differences, the worst first. Of tests that a partial run did not ask for nothing
   * is said.
   */
  public static List<Difference> compare(AcceptanceRecord accepted, AcceptanceRecord now) {
    List<Difference> differences = new ArrayList<>();
    addEndings(differences, endings(accepted), endings(now));
    if (now.run().isPartial()) {
      differences.removeIf(it -> it.kind() == Kind.VANISHED && it.subject().startsWith(OF_A_TEST));
    }
    addFacts(differences, facts(accepted), facts(now));
    differences.addAll(ProgramComparison.compare(accepted, now));
    differences.sort(Comparator.comparing(Difference::kind).thenComparing(Difference::subject));
    return List.copyOf(differences);
  }

  private static SortedMap<String, Ending> endings(AcceptanceRecord record) {
    SortedMap<String, Ending> endings = new TreeMap<>();
    for (CapabilityRecord row : record.feasibility().capabilities()) {
      endings.put("capability " + row.name(), Ending.of(row));
    }
    for (TestRecord test : record.tests()) {
      endings.put(OF_A_TEST + test.fullName(), Ending.of(test));
    }
    return endings;
  }

  private static SortedMap<String, String> facts(AcceptanceRecord record) {
    SortedMap<String, String> facts = new TreeMap<>();
    KernelRecord kernel = record.kernel();
    facts.put("kernel release", kernel.release());
    facts.put("kernel locked", String.valueOf(kernel.locked()));
    facts.put("kernel btf", String.valueOf(kernel.btf()));
    kernel.packages().forEach((name, version) -> facts.put("package " + name, version));
    kernel.config().forEach((name, value) -> facts.put("config " + name, value));
    record.guestSettings().forEach((name, value) -> facts.put("guest setting " + name, value));
    for (CapabilityRecord row : record.feasibility().capabilities()) {
      facts.put("detail of " + row.name(), row.detail());
      facts.put("need of " + row.name(), row.required() ? "required" : "optional");
    }
    for (TestRecord test : record.tests()) {
      test.reason().ifPresent(reason -> facts.put("reason of " + test.fullName(), reason));
    }
    return facts;
  }

  private static void addEndings(
      List<Difference> to, Map<String, Ending> accepted, Map<String, Ending> now) {
    for (String subject : union(accepted, now)) {
      Ending was = accepted.get(subject);
      Ending is = now.get(subject);
      Kind kind = kind(was, is);
      // The same word may be a new failure: of what is required only now.
      if (!word(was).equals(word(is)) || kind == Kind.FAILED) {
        to.add(new Difference(kind, subject, word(was), word(is)));
      }
    }
  }

  private static Kind kind(@Nullable Ending was, @Nullable Ending is) {
    if (is == null) {
      return Kind.VANISHED;
    }
    if (is.failed() && (was == null || !was.failed())) {
      return Kind.FAILED;
    }
    if (was == null) {
      return Kind.APPEARED;
    }
    if (was.passed() != is.passed()) {
      return is.passed() ? Kind.IMPROVED : Kind.REGRESSED;
    }
    return Kind.CHANGED;
  }

  private static String word(@Nullable Ending ending) {
    return ending == null ? "" : ending.word();
  }

  private static void addFacts(
      List<Difference> to, Map<String, String> accepted, Map<String, String> now) {
    for (String subject : union(accepted, now)) {
      String was = accepted.getOrDefault(subject, "");
      String is = now.getOrDefault(subject, "");
      // A row that came or went is told once, by its verdict.
      boolean ofRow = subject.contains(" of ");
      if (!was.equals(is) && !(ofRow && (was.isEmpty() || is.isEmpty()))) {
        to.add(new Difference(Kind.CHANGED, subject, was, is));
      }
    }
  }

  private static Iterable<String> union(Map<String, ?> left, Map<String, ?> right) {
    TreeSet<String> all = new TreeSet<>(left.keySet());
    all.addAll(right.keySet());
    return all;
  }
}
