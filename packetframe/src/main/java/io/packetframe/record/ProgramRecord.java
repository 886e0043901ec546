package io.packetframe.record;

import java.util.OptionalLong;

/**
 * What a kernel's verifier counted in a program of ours. What it did not say is empty.
 *
 * @param capability the row of the report that the program was loaded for
 * @param program its name
 * @param instructions looked at, each as often as it was
 * @param instructionLimit at how many the verifier gives up
 * @param states kept in all
 * @param peakStates most states kept at a time
 * @param stackBytes of the deepest chain of calls, of {@link #STACK_LIMIT}
 */
public record ProgramRecord(
    String capability,
    String program,
    OptionalLong instructions,
    OptionalLong instructionLimit,
    OptionalLong states,
    OptionalLong peakStates,
    OptionalLong stackBytes) {
  /** MAX_BPF_STACK (include/linux/filter.h), bytes. */
  public static final int STACK_LIMIT = 512;

  /** Returns what tells it from others: {@code program.two_stage/finalize}. */
  String fullName() {
    return capability + "/" + program;
  }

  /** Returns it as JSON, a row of {@code programs} in {@code feasibility-1.schema.json}. */
  public JsonValue toJson() {
    JsonValue.ObjectBuilder object =
        JsonValue.object().put("capability", capability).put("program", program);
    put(object, "instructions", instructions);
    put(object, "instructionLimit", instructionLimit);
    put(object, "states", states);
    put(object, "peakStates", peakStates);
    put(object, "stackBytes", stackBytes);
    return object.build();
  }

  private static void put(JsonValue.ObjectBuilder object, String name, OptionalLong value) {
    if (value.isPresent()) {
      object.put(name, value.getAsLong());
    }
  }

  static ProgramRecord fromJson(JsonValue json, String path) throws RecordException {
    RecordFields fields = RecordFields.of(json, path);
    return new ProgramRecord(
        fields.string("capability"),
        fields.string("program"),
        fields.optionalInteger("instructions"),
        fields.optionalInteger("instructionLimit"),
        fields.optionalInteger("states"),
        fields.optionalInteger("peakStates"),
        fields.optionalInteger("stackBytes"));
  }
}
