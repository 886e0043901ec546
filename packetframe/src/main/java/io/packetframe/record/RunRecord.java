package io.packetframe.record;

import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param ledger milestone to milliseconds since QEMU was started, in the order in which they come
 */
public record RunRecord(
    String accelerator,
    String acceleratorReason,
    String clang,
    boolean clangPinned,
    String host,
    SequencedMap<String, Long> ledger) {
  public RunRecord {
    ledger = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ledger));
  }

  JsonValue toJson() {
    JsonValue.ObjectBuilder times = JsonValue.object();
    ledger.forEach((milestone, millis) -> times.put(milestone, millis));
    return JsonValue.object()
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
        fields.integers("ledgerMillis"));
  }
}
