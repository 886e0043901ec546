package io.packetframe.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.Difference.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramComparisonTest {
  @ParameterizedTest
  @CsvSource({
    // Five percent more are allowed, one instruction beyond them is not.
    "1000, 1050, CHANGED",
    "1000, 1051, REGRESSED",
    "1051, 1000, IMPROVED",
    "1050, 1000, CHANGED",
    // Half of a million, and seven tenths, are marks whatever the step.
    "499999, 500000, CHANGED",
    "500000, 500001, REGRESSED",
    "500001, 500002, CHANGED",
    "699999, 700001, REGRESSED",
    "700001, 500000, IMPROVED",
  })
  void instructions(long was, long is, Kind kind) {
    assertThat(compare(record(program(was, 100), "19"), record(program(is, 100), "19")))
        .containsExactly(
            new Difference(
                kind,
                "instructions of program.fast_path/fast_path",
                Long.toString(was),
                Long.toString(is)));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 384, CHANGED",
    "384, 385, REGRESSED",
    "385, 460, CHANGED",
    "460, 461, REGRESSED",
    "500, 100, CHANGED",
  })
  void stack(long was, long is, Kind kind) {
    assertThat(compare(record(program(1, was), "19"), record(program(1, is), "19")))
        .containsExactly(
            new Difference(
                kind, "stack of program.fast_path/fast_path", Long.toString(was), "" + is));
  }

  @Test
  void anotherCompilerIsNoRegression() {
    assertThat(compare(record(program(1000, 100), "19"), record(program(9000, 500), "20")))
        .extracting(Difference::kind)
        .containsExactly(Kind.CHANGED, Kind.CHANGED);
  }

  @Test
  void whatOneOfThemDoesNotSayIsSaid() {
    ProgramRecord silent =
        new ProgramRecord(
            "program.fast_path",
            "fast_path",
            OptionalLong.empty(),
            OptionalLong.of(1_000_000),
            OptionalLong.of(7),
            OptionalLong.of(5),
            OptionalLong.of(100));
    assertThat(compare(record(program(1000, 100), "19"), record(silent, "19")))
        .containsExactly(
            new Difference(
                Kind.CHANGED, "instructions of program.fast_path/fast_path", "1000", ""));
  }

  @Test
  void theSameIsNoDifference() throws RecordException {
    AcceptanceRecord record = record(program(1000, 100), "19");
    assertThat(compare(record, record)).isEmpty();
    assertThat(AcceptanceRecord.fromJson(record.toJson())).isEqualTo(record);
  }

  private static List<Difference> compare(AcceptanceRecord was, AcceptanceRecord is) {
    return AcceptanceComparison.compare(was, is);
  }

  private static ProgramRecord program(long instructions, long stack) {
    return new ProgramRecord(
        "program.fast_path",
        "fast_path",
        OptionalLong.of(instructions),
        OptionalLong.of(1_000_000),
        OptionalLong.of(7),
        OptionalLong.of(5),
        OptionalLong.of(stack));
  }

  private static AcceptanceRecord record(ProgramRecord program, String clang) {
    CapabilityRecord row =
        new CapabilityRecord(
            program.capability(),
            CapabilityStatus.PASS,
            "taken",
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AcceptanceRecord(
        new KernelRecord(
            "debian-6.1-amd64", "amd64", "6.1", new TreeMap<>(), true, true, new TreeMap<>()),
        new TreeMap<>(),
        new FeasibilityRecord("1", List.of(row), List.of(program)),
        List.of(),
        new RunRecord("tcg", "asked for", clang, true, "Linux", List.of(), new LinkedHashMap<>()));
  }
}
