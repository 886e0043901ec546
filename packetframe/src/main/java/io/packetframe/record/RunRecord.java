package io.packetframe.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The circumstances of a run: what differs from machine to machine and day to day. It is archived
 * with the record and never compared.
 *
 * @param accelerator that executed the guest
 * @param acceleratorReason why that one
 * @param clang the compiler of our BPF objects
 * @param clangPinned whether it is the one on which accepted figures depend
 * @param host kernel and QEMU of the machine
 * @param suites the parts that it was confined to; empty for a whole run
 * @param ledger milestone to milliseconds since QEMU was started, in the order in which they come
 */
public record RunRecord(
    String accelerator,
    String acceleratorReason,
    String clang,
    boolean clangPinned,
    String host,
    List<String> suites,
    SequencedMap<String, Long> ledger) {
  public RunRecord {
    suites = List.copyOf(suites);
    ledger = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ledger));
  }

  /** Tells whether only a part was asked for: what it did not show, nobody looked for. */
  public boolean isPartial() {
    return !suites.isEmpty();
  }

  JsonValue toJson() {
    JsonValue.ObjectBuilder times = JsonValue.object();
    ledger.forEach((milestone, millis) -> times.put(milestone, millis));
    JsonValue.ObjectBuilder object = JsonValue.object();
    if (isPartial()) {
      object.put("suites", JsonValue.ofStrings(suites));
    }
    return object
        .put("accelerator", accelerator)
        .put("acceleratorReason", acceleratorReason)
        .put("clang", clang)
        .put("clangPinned", clangPinned)
        .put("host", host)
        .put("ledgerMillis", times.build())
        .build();
  }

  static RunRecord fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "acceptance.run");
    return new RunRecord(
        fields.string("accelerator"),
        fields.string("acceleratorReason"),
        fields.string("clang"),
        fields.bool("clangPinned"),
        fields.string("host"),
        fields.optionalStrings("suites"),
        fields.integers("ledgerMillis"));
  }
}
