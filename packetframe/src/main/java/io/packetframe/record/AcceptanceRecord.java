package io.packetframe.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was shown on one kernel. All of it but {@code run} is the same for every run of the same
 * product on the same kernel, so a difference is a real one.
 *
 * @param kernel which one
 * @param guestSettings what the guest changed before it asked
 * @param feasibility the answer of the shipped image
 * @param tests all that were met, sorted
 * @param run the circumstances, never compared
 */
public record AcceptanceRecord(
    KernelRecord kernel,
    SortedMap<String, String> guestSettings,
    FeasibilityRecord feasibility,
    List<TestRecord> tests,
    RunRecord run) {
  /** The version of the schema, {@code acceptance/schema/acceptance-1.json}. */
  public static final int SCHEMA = 1;

  public AcceptanceRecord {
    guestSettings = Collections.unmodifiableSortedMap(new TreeMap<>(guestSettings));
    tests = tests.stream().sorted().toList();
  }

  /**
   * Tells whether this kernel does all that we claim; no test at all shows nothing, unless none was
   * asked for.
   */
  public boolean passed() {
    return feasibility.passed()
        && (run.isPartial() || anyPassed())
        && tests.stream()
            .map(TestRecord::verdict)
            .noneMatch(verdict -> verdict == TestVerdict.FAILED || verdict == TestVerdict.FLAKY);
  }

  /** Returns the same record with other tests. */
  public AcceptanceRecord withTests(List<TestRecord> others) {
    return new AcceptanceRecord(kernel, guestSettings, feasibility, others, run);
  }

  private boolean anyPassed() {
    return tests.stream().anyMatch(test -> test.verdict() == TestVerdict.PASSED);
  }

  /** Returns the record as JSON; {@link JsonWriter#canonical} makes its bytes comparable. */
  public JsonValue toJson() {
    return JsonValue.object()
        .put("schema", SCHEMA)
        .put("kernel", kernel.toJson())
        .put("guestSettings", KernelRecord.texts(guestSettings))
        .put("feasibility", feasibility.toJson())
        .put("tests", new JsonValue.JsonArray(tests.stream().map(TestRecord::toJson).toList()))
        .put("run", run.toJson())
        .build();
  }

  /**
   * Reads a record.
   *
   * @throws RecordException if it is none, or of another schema
   */
  public static AcceptanceRecord fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "acceptance");
    if (fields.integer("schema") != SCHEMA) {
      throw new RecordException(
          "acceptance.schema is " + fields.integer("schema") + ", not " + SCHEMA, null);
    }
    List<TestRecord> tests = new ArrayList<>();
    for (JsonValue row : fields.array("tests")) {
      tests.add(TestRecord.fromJson(row, "acceptance.tests[" + tests.size() + "]"));
    }
    return new AcceptanceRecord(
        KernelRecord.fromJson(fields.value("kernel")),
        fields.texts("guestSettings"),
        FeasibilityRecord.fromJson(fields.value("feasibility")),
        tests,
        RunRecord.fromJson(fields.value("run")));
  }
}
