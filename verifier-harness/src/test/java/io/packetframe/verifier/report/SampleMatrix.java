package io.packetframe.verifier.report;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.KernelRecord;
import io.packetframe.record.ProgramRecord;
import io.packetframe.record.RunRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Three kernels: one fails, one passes, one never came up. */
final class SampleMatrix {
  private SampleMatrix() {}

  static List<Column> columns() {
    return List.of(
        new Column(
            outcome("debian-5.10-amd64", "5.10.0-9", "fail", List.of(), ledger(9_500, 100_300)),
            Optional.of(
                record(
                    "debian-5.10-amd64",
                    "5.10.0-9",
                    CapabilityStatus.FAIL,
                    new TestRecord(
                        "io.Test", "breaks()", TestVerdict.FAILED, Optional.of("1 is not 2")),
                    new TestRecord("io.Test", "works()", TestVerdict.PASSED, Optional.empty()),
                    new TestRecord(
                        "io.Other", "", TestVerdict.SKIPPED, Optional.of("no XDP links here")))),
            List.of("[ 0.0] Linux", "[ 1.0] done")),
        new Column(
            outcome("debian-6.1-amd64", "6.1.0-50", "pass", List.of(), ledger(9_000, 90_100)),
            Optional.of(
                record(
                    "debian-6.1-amd64",
                    "6.1.0-50",
                    CapabilityStatus.PASS,
                    new TestRecord("io.Test", "breaks()", TestVerdict.PASSED, Optional.empty()),
                    new TestRecord("io.Test", "works()", TestVerdict.PASSED, Optional.empty()))),
            List.of()),
        new Column(
            new KernelOutcome(
                "debian-7.3-amd64",
                "7.3.4",
                "infra",
                List.of("infra: panic <script>alert(1)</script> | x"),
                Optional.of("panic in mount_block_root < prepare_namespace"),
                Optional.of(
                    new EarlierGuest("infra", List.of("infra: it hangs"), Optional.empty())),
                "kvm/host",
                "it came up",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                true),
            Optional.empty(),
            List.of("Kernel panic - not syncing", "---[ end ]---")));
  }

  static Column unlocked(Column column, String why) {
    KernelOutcome it = column.outcome();
    return new Column(
        new KernelOutcome(
            it.id(),
            it.release(),
            it.verdict(),
            List.of(KernelOutcome.UNLOCKED + why),
            it.crash(),
            it.earlier(),
            it.accelerator(),
            it.acceleratorReason(),
            it.ledger(),
            it.classMillis(),
            it.advisory()),
        column.record(),
        column.console());
  }

  static void write(Path folder, Column column) throws IOException {
    String id = column.outcome().id();
    Files.writeString(
        folder.resolve(id + KernelOutcome.SUFFIX), JsonWriter.pretty(column.outcome().toJson()));
    if (column.record().isPresent()) {
      Files.writeString(
          folder.resolve(id + ".json"), JsonWriter.canonical(column.record().get().toJson()));
    }
    Files.write(folder.resolve(id + ".console.log"), column.console());
  }

  private static SequencedMap<String, Long> ledger(long first, long off) {
    SequencedMap<String, Long> ledger = new LinkedHashMap<>();
    ledger.put("firstTest", first);
    ledger.put("powerOff", off);
    return ledger;
  }

  private static KernelOutcome outcome(
      String id,
      String release,
      String verdict,
      List<String> complaints,
      SequencedMap<String, Long> ledger) {
    return new KernelOutcome(
        id,
        release,
        verdict,
        complaints,
        Optional.empty(),
        Optional.empty(),
        "tcg",
        "asked for",
        ledger,
        new LinkedHashMap<>(Map.of("io.Test", 70L)),
        false);
  }

  private static AcceptanceRecord record(
      String id, String release, CapabilityStatus hash, TestRecord... tests) {
    CapabilityRecord row =
        new CapabilityRecord(
            "map.hash",
            hash,
            "created",
            true,
            hash == CapabilityStatus.PASS ? Optional.empty() : Optional.of("EINVAL"),
            Optional.empty(),
            Optional.empty());
    ProgramRecord program =
        new ProgramRecord(
            "program.fast_path",
            "fast_path",
            OptionalLong.of(53_034),
            OptionalLong.of(1_000_000),
            OptionalLong.of(3_415),
            OptionalLong.of(1_317),
            OptionalLong.of(232));
    return new AcceptanceRecord(
        new KernelRecord(id, "amd64", release, new TreeMap<>(), true, true, new TreeMap<>()),
        new TreeMap<>(),
        new FeasibilityRecord("1", List.of(row), List.of(program)),
        List.of(tests),
        new RunRecord("tcg", "asked for", "19", true, "Linux", List.of(), new LinkedHashMap<>()));
  }
}
