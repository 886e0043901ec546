package io.packetframe.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a difference between two records is called, and in which order they are told. */
class AcceptanceComparisonTest {
  private static final String NONE = "none";

  @ParameterizedTest
  @CsvSource({
    "pass, fail, REGRESSED",
    "pass, unknown, REGRESSED",
    "fail, pass, IMPROVED",
    "unknown, pass, IMPROVED",
    "unknown, fail, CHANGED",
    "none, fail, APPEARED",
    "none, pass, APPEARED",
    "pass, none, VANISHED",
    "fail, none, VANISHED",
  })
  void anAdvisoryRow(String was, String is, Kind kind) {
    expect(
        capability("fib_lookup.mark", false, was), capability("fib_lookup.mark", false, is), kind);
  }

  @ParameterizedTest
  @CsvSource({
    "pass, fail, FAILED",
    "pass, unknown, FAILED",
    "none, fail, FAILED",
    "fail, pass, IMPROVED",
    "none, pass, APPEARED",
    "pass, none, VANISHED",
  })
  void aRequiredRow(String was, String is, Kind kind) {
    expect(capability("map.hash", true, was), capability("map.hash", true, is), kind);
  }

  @ParameterizedTest
  @CsvSource({
    "passed, failed, FAILED",
    "skipped, failed, FAILED",
    "none, failed, FAILED",
    "passed, skipped, REGRESSED",
    "failed, passed, IMPROVED",
    "skipped, passed, IMPROVED",
    "failed, skipped, CHANGED",
    "none, skipped, APPEARED",
    "passed, none, VANISHED",
  })
  void aTest(String was, String is, Kind kind) {
    expect(test(was), test(is), kind);
  }

  private static void expect(AcceptanceRecord was, AcceptanceRecord is, Kind kind) {
    assertThat(AcceptanceComparison.compare(was, is)).extracting(Difference::kind).contains(kind);
    assertThat(AcceptanceComparison.compare(was, is))
        .as("nothing else is said of the same row")
        .filteredOn(it -> it.kind() != Kind.CHANGED)
        .hasSize(kind == Kind.CHANGED ? 0 : 1);
  }

  @Test
  void whatFailsOnlySinceItIsRequiredIsANewFailure() {
    List<Difference> differences =
        AcceptanceComparison.compare(
            capability("program.two_stage", false, "fail"),
            capability("program.two_stage", true, "fail"));
    assertThat(differences)
        .extracting(Difference::describe)
        .containsExactly(
            "new failure: capability program.two_stage: fail -> fail",
            "changed: need of program.two_stage: optional -> required");
    assertThat(
            AcceptanceComparison.compare(
                capability("program.two_stage", true, "fail"),
                capability("program.two_stage", false, "fail")))
        .extracting(Difference::kind)
        .containsExactly(Kind.CHANGED);
  }

  @Test
  void theWorstIsToldFirst() {
    AcceptanceRecord was =
        record(
            List.of(row("a", true, "pass"), row("b", false, "pass"), row("c", false, "fail")),
            List.of(new TestRecord("T", "gone()", TestVerdict.PASSED, Optional.empty())));
    AcceptanceRecord is =
        record(
            List.of(
                row("a", true, "fail"),
                row("b", false, "fail"),
                row("c", false, "pass"),
                row("d", false, "pass")),
            List.of(new TestRecord("T", "added()", TestVerdict.FAILED, Optional.empty())));
    List<Difference> differences = AcceptanceComparison.compare(was, is);
    assertThat(differences)
        .extracting(Difference::kind)
        .containsExactly(
            Kind.FAILED, Kind.FAILED, Kind.REGRESSED, Kind.IMPROVED, Kind.APPEARED, Kind.VANISHED);
    assertThat(differences.get(1).describe()).isEqualTo("new failure: test T.added(): failed");
    assertThat(differences)
        .filteredOn(it -> it.kind().isRegression())
        .extracting(Difference::kind)
        .containsExactly(Kind.FAILED, Kind.FAILED, Kind.REGRESSED, Kind.VANISHED);
  }

  private static AcceptanceRecord capability(String name, boolean required, String word) {
    return record(word.equals(NONE) ? List.of() : List.of(row(name, required, word)), List.of());
  }

  private static CapabilityRecord row(String name, boolean required, String word) {
    CapabilityStatus status =
        switch (word) {
          case "pass" -> CapabilityStatus.PASS;
          case "fail" -> CapabilityStatus.FAIL;
          default -> CapabilityStatus.UNKNOWN;
        };
    return new CapabilityRecord(
        name, status, "", required, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static AcceptanceRecord test(String word) {
    List<TestRecord> tests = new ArrayList<>();
    for (TestVerdict verdict : TestVerdict.values()) {
      if (verdict.word().equals(word)) {
        tests.add(new TestRecord("T", "test()", verdict, Optional.empty()));
      }
    }
    return record(List.of(), tests);
  }

  private static AcceptanceRecord record(List<CapabilityRecord> rows, List<TestRecord> tests) {
    return new AcceptanceRecord(
        new KernelRecord(
            "debian-6.1-amd64", "amd64", "6.1", new TreeMap<>(), true, true, new TreeMap<>()),
        new TreeMap<>(),
        new FeasibilityRecord("1", rows, List.of()),
        tests,
        new RunRecord("tcg", "asked for", "19", true, "Linux", List.of(), new LinkedHashMap<>()));
  }
}
