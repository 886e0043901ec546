package io.packetframe.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@code packetframe feasibility}: can this host run PacketFrame, row by row.
 *
 * @param version the version of PacketFrame that asked
 * @param capabilities the rows, in their fixed order
 * @param programs of ours that the kernel took, and what its verifier counted
 * @param assets the parts of the machine, where they were asked for
 */
public record FeasibilityRecord(
    String version,
    List<CapabilityRecord> capabilities,
    List<ProgramRecord> programs,
    List<AssetRecord> assets) {
  public FeasibilityRecord {
    capabilities = List.copyOf(capabilities);
    programs = List.copyOf(programs);
    assets = List.copyOf(assets);
  }

  /** Makes a report without the parts of the machine. */
  public FeasibilityRecord(
      String version, List<CapabilityRecord> capabilities, List<ProgramRecord> programs) {
    this(version, capabilities, programs, List.of());
  }

  /** Returns the same report with other parts of the machine. */
  public FeasibilityRecord withAssets(List<AssetRecord> others) {
    return new FeasibilityRecord(version, capabilities, programs, others);
  }

  /** Tells whether every required capability passed. */
  public boolean passed() {
    return missing().isEmpty();
  }

  /** Returns the required capabilities that did not pass. */
  public List<CapabilityRecord> missing() {
    List<CapabilityRecord> missing = new ArrayList<>();
    for (CapabilityRecord capability : capabilities) {
      if (capability.required() && capability.status() != CapabilityStatus.PASS) {
        missing.add(capability);
      }
    }
    return missing;
  }

  /** Returns the record as JSON, {@code feasibility-1.schema.json}. */
  public JsonValue toJson() {
    return toJson(Optional.empty());
  }

  /** Returns it with how the host compares with the nearest kernel that was tested. */
  public JsonValue toJson(Optional<NearestKernel> against) {
    List<JsonValue> rows = new ArrayList<>();
    for (CapabilityRecord capability : capabilities) {
      rows.add(capability.toJson());
    }
    List<JsonValue> counted = new ArrayList<>();
    for (ProgramRecord program : programs) {
      counted.add(program.toJson());
    }
    JsonValue.ObjectBuilder object =
        JsonValue.object()
            .put("version", version)
            .put("passed", passed())
            .put("capabilities", new JsonValue.JsonArray(rows));
    if (!counted.isEmpty()) {
      object.put("programs", new JsonValue.JsonArray(counted));
    }
    if (!assets.isEmpty()) {
      object.put("assets", AssetRecord.toJson(assets));
    }
    if (against.isPresent()) {
      object.put("against", against.get().toJson());
    }
    return object.build();
  }

  /**
   * Reads a record.
   *
   * @throws RecordException if a field is missing or {@code passed} contradicts the rows
   */
  public static FeasibilityRecord fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "feasibility");
    List<CapabilityRecord> rows = new ArrayList<>();
    for (JsonValue row : fields.array("capabilities")) {
      rows.add(CapabilityRecord.fromJson(row, "feasibility.capabilities[" + rows.size() + "]"));
    }
    List<ProgramRecord> programs = new ArrayList<>();
    for (JsonValue program : fields.optionalArray("programs")) {
      programs.add(
          ProgramRecord.fromJson(program, "feasibility.programs[" + programs.size() + "]"));
    }
    FeasibilityRecord record =
        new FeasibilityRecord(
            fields.string("version"),
            rows,
            programs,
            AssetRecord.fromJson(fields.optionalArray("assets"), "feasibility.assets"));
    if (record.passed() != fields.bool("passed")) {
      throw new RecordException("feasibility.passed contradicts its rows", null);
    }
    return record;
  }
}
