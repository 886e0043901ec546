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
 * @param host kernel and QEMU of the machine; nothing by which it could be told from others
 * @param guest the parts of the machine that the kernel ran on, which QEMU made; empty where they
 *     were not seen, as in records of before they were kept
 * @param suites the parts that it was confined to; empty for a whole run
 * @param ledger milestone to milliseconds since QEMU was started, in the order in which they come
 */
public record RunRecord(
    String accelerator,
    String acceleratorReason,
    String clang,
    boolean clangPinned,
    String host,
    List<AssetRecord> guest,
    List<String> suites,
    SequencedMap<String, Long> ledger) {
  public RunRecord {
    guest = List.copyOf(guest);
    suites = List.copyOf(suites);
    ledger = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ledger));
  }

  /** Makes the circumstances of a guest whose parts were not seen. */
  public RunRecord(
      String accelerator,
      String acceleratorReason,
      String clang,
      boolean clangPinned,
      String host,
      List<String> suites,
      SequencedMap<String, Long> ledger) {
    this(accelerator, acceleratorReason, clang, clangPinned, host, List.of(), suites, ledger);
  }

  /** Tells whether only a part was asked for: what it did not show, nobody looked for. */
  public boolean isPartial() {
    return !suites.isEmpty();
  }

  /** Returns the same circumstances with the parts of the guest. */
  public RunRecord withGuest(List<AssetRecord> parts) {
    return new RunRecord(
        accelerator, acceleratorReason, clang, clangPinned, host, parts, suites, ledger);
  }

  JsonValue toJson() {
    JsonValue.ObjectBuilder times = JsonValue.object();
    ledger.forEach((milestone, millis) -> times.put(milestone, millis));
    JsonValue.ObjectBuilder object = JsonValue.object();
    if (isPartial()) {
      object.put("suites", JsonValue.ofStrings(suites));
    }
    if (!guest.isEmpty()) {
      object.put("guest", AssetRecord.toJson(guest));
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
        AssetRecord.fromJson(fields.optionalArray("guest"), "acceptance.run.guest"),
        fields.optionalStrings("suites"),
        fields.integers("ledgerMillis"));
  }
}
