package io.packetframe.record;

import java.util.Optional;

/**
 * One row of a feasibility record.
 *
 * @param name the capability, e.g. {@code map.ringbuf}
 * @param status the answer
 * @param detail one line for the operator
 * @param required whether anything but {@code pass} fails the report
 * @param reason why, in the kernel's word, where the row did not pass
 * @param refusedBy who refused: {@code seccomp}, {@code capability:CAP_BPF}, ...
 * @param remedy the exact command or setting that mends it, where it is known
 */
public record CapabilityRecord(
    String name,
    CapabilityStatus status,
    String detail,
    boolean required,
    Optional<String> reason,
    Optional<String> refusedBy,
    Optional<String> remedy) {
  public CapabilityRecord {
    if (required && status == CapabilityStatus.DEFERRED) {
      throw new IllegalArgumentException(name + ": what is required cannot be deferred");
    }
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("name", name)
        .put("status", status.word())
        .put("detail", detail)
        .put("required", required)
        .putIfPresent("reason", reason)
        .putIfPresent("refusedBy", refusedBy)
        .putIfPresent("remedy", remedy)
        .build();
  }

  static CapabilityRecord fromJson(JsonValue json, String path) throws RecordException {
    RecordFields fields = RecordFields.of(json, path);
    return new CapabilityRecord(
        fields.string("name"),
        CapabilityStatus.ofWord(fields.string("status")),
        fields.string("detail"),
        fields.bool("required"),
        fields.optionalString("reason"),
        fields.optionalString("refusedBy"),
        fields.optionalString("remedy"));
  }
}
