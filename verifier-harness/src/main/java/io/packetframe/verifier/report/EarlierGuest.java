package io.packetframe.verifier.report;

import io.packetframe.record.JsonValue;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.util.List;
import java.util.Optional;

/**
 * What came of the first guest of a run, where a second was asked.
 *
 * @param verdict of it alone
 * @param complaints all that was wrong in it, a line each
 * @param crash fingerprint of the crash that ended it, if one did
 */
public record EarlierGuest(String verdict, List<String> complaints, Optional<String> crash) {
  /** Copies. */
  public EarlierGuest {
    complaints = List.copyOf(complaints);
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("verdict", verdict)
        .put("complaints", JsonValue.ofStrings(complaints))
        .putIfPresent("crash", crash)
        .build();
  }

  static EarlierGuest fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "outcome.earlier");
    return new EarlierGuest(
        fields.string("verdict"), fields.strings("complaints"), fields.optionalString("crash"));
  }
}
