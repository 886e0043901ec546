package io.packetframe.record;

import io.packetframe.record.Difference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what two records claim; the circumstances of their runs are not looked at. */
public final class AcceptanceComparison {
  private static final String OF_A_TEST = "test ";

  private AcceptanceComparison() {}

  /**
   * Returns all differences, the worst first. Of tests that a partial run did not ask for nothing
   * is said.
   */
  public static List<Difference> compare(AcceptanceRecord accepted, AcceptanceRecord now) {
    List<Difference> differences = new ArrayList<>();
    addVerdicts(differences, verdicts(accepted), verdicts(now));
    if (now.run().isPartial()) {
      differences.removeIf(it -> it.kind() == Kind.VANISHED && it.subject().startsWith(OF_A_TEST));
    }
    addFacts(differences, facts(accepted), facts(now));
    differences.addAll(ProgramComparison.compare(accepted, now));
    differences.sort(Comparator.comparing(Difference::kind).thenComparing(Difference::subject));
    return List.copyOf(differences);
  }

  private static SortedMap<String, String> verdicts(AcceptanceRecord record) {
    SortedMap<String, String> verdicts = new TreeMap<>();
    for (CapabilityRecord row : record.feasibility().capabilities()) {
      verdicts.put("capability " + row.name(), row.status().word());
    }
    for (TestRecord test : record.tests()) {
      verdicts.put(OF_A_TEST + test.fullName(), test.verdict().word());
    }
    return verdicts;
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

  private static void addVerdicts(
      List<Difference> to, Map<String, String> accepted, Map<String, String> now) {
    for (String subject : union(accepted, now)) {
      String was = accepted.getOrDefault(subject, "");
      String is = now.getOrDefault(subject, "");
      if (was.equals(is)) {
        continue;
      }
      Kind kind;
      if (was.isEmpty()) {
        kind = Kind.APPEARED;
      } else if (is.isEmpty()) {
        kind = Kind.VANISHED;
      } else if (was.startsWith("pass")) {
        kind = Kind.REGRESSED;
      } else {
        kind = is.startsWith("pass") ? Kind.IMPROVED : Kind.CHANGED;
      }
      to.add(new Difference(kind, subject, was, is));
    }
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

  private static Iterable<String> union(Map<String, String> left, Map<String, String> right) {
    TreeSet<String> all = new TreeSet<>(left.keySet());
    all.addAll(right.keySet());
    return all;
  }
}
