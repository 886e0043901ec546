package io.packetframe.verifier.report;

import io.packetframe.record.JsonValue;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What came of a run on one kernel, beside its record: there is one also where the machinery
 * failed. Runs on several machines leave these files, and one report is made of them.
 *
 * @param id of the kernel
 * @param release its {@code uname -r}
 * @param verdict pass, fail, regression, flaky or infra
 * @param complaints what is wrong, a line each; none in a good run
 * @param crash fingerprint of the crash that ended the guest, if one did
 * @param earlier the first guest of the run, where a second was asked
 * @param accelerator that executed the guest
 * @param acceleratorReason why that one
 * @param ledger milestone to milliseconds since QEMU was started
 * @param classMillis test class to milliseconds, with its set-up
 * @param advisory whether it only tells and changes no exit code
 */
public record KernelOutcome(
    String id,
    String release,
    String verdict,
    List<String> complaints,
    Optional<String> crash,
    Optional<EarlierGuest> earlier,
    String accelerator,
    String acceleratorReason,
    SequencedMap<String, Long> ledger,
    SequencedMap<String, Long> classMillis,
    boolean advisory) {
  /** Begins the complaint about a kernel that is not the locked one. */
  public static final String UNLOCKED = "UNLOCKED, never accepted: ";

  /** Ends the name of its file, which begins with the id. */
  public static final String SUFFIX = ".outcome.json";

  /** Copies. */
  public KernelOutcome {
    complaints = List.copyOf(complaints);
    ledger = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ledger));
    classMillis = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classMillis));
  }

  /** Returns why the kernel was not the locked one; none if it was. */
  List<String> unlocked() {
    return complaints.stream().filter(it -> it.startsWith(UNLOCKED)).toList();
  }

  /** Returns the verdict, and that it does not count where it does not. */
  String judgement() {
    return advisory ? verdict + " (advisory)" : verdict;
  }

  /** Returns it as JSON. */
  public JsonValue toJson() {
    JsonValue.ObjectBuilder times = JsonValue.object();
    ledger.forEach((milestone, millis) -> times.put(milestone, millis));
    JsonValue.ObjectBuilder classes = JsonValue.object();
    classMillis.forEach((name, millis) -> classes.put(name, millis));
    JsonValue.ObjectBuilder json =
        JsonValue.object()
            .put("kernel", id)
            .put("release", release)
            .put("verdict", verdict)
            .put("complaints", JsonValue.ofStrings(complaints))
            .putIfPresent("crash", crash);
    earlier.ifPresent(it -> json.put("earlier", it.toJson()));
    return json.put("accelerator", accelerator)
        .put("acceleratorReason", acceleratorReason)
        .put("ledgerMillis", times.build())
        .put("classMillis", classes.build())
        .put("advisory", advisory)
        .build();
  }

  /**
   * Reads one.
   *
   * @throws RecordException if it is none
   */
  public static KernelOutcome fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "outcome");
    Optional<EarlierGuest> earlier =
        fields.has("earlier")
            ? Optional.of(EarlierGuest.fromJson(fields.value("earlier")))
            : Optional.empty();
    return new KernelOutcome(
        fields.string("kernel"),
        fields.string("release"),
        fields.string("verdict"),
        fields.strings("complaints"),
        fields.optionalString("crash"),
        earlier,
        fields.string("accelerator"),
        fields.string("acceleratorReason"),
        fields.integers("ledgerMillis"),
        fields.integers("classMillis"),
        fields.bool("advisory"));
  }
}
