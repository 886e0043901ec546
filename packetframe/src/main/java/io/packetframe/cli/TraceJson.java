package io.packetframe.cli;

import io.packetframe.fastpath.TracedDecision;
import io.packetframe.module.Sample;
import io.packetframe.packet.FrameDiff;
import io.packetframe.packet.FrameDiff.Change;
import io.packetframe.packet.FrameField;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of {@code trace --json}; its schema is {@code trace-1.schema.json}. */
final class TraceJson {
  private TraceJson() {}

  static String text(TraceView view) {
    JsonValue.ObjectBuilder counters = JsonValue.object();
    for (Sample moved : view.traced().counters()) {
      counters.put(moved.name(), moved.value());
    }
    return JsonWriter.pretty(
        JsonValue.object()
            .put("iface", view.port().name())
            .put("packet", TraceText.sentence(view.frame().array()))
            .put("frame", view.frame().toString())
            .put("data_path", view.traced().stages().text())
            .put("maps", view.maps())
            .put("decisions", decisions(view))
            .put("verdict", view.traced().action().name().toLowerCase(Locale.ROOT))
            .putIfPresent("redirect", view.redirect().map(view::name))
            .put("counters", counters.build())
            .put("frame_after", view.traced().frame().toString())
            .put("changes", changes(view))
            .put("notes", JsonValue.ofStrings(view.notes()))
            .build());
  }

  private static JsonValue decisions(TraceView view) {
    DecisionWords words = new DecisionWords(view);
    List<JsonValue> decisions = new ArrayList<>();
    for (TracedDecision taken : view.traced().decisions()) {
      decisions.add(
          JsonValue.object()
              .put("decision", taken.decision().name().toLowerCase(Locale.ROOT))
              .put("value", taken.value())
              .put("text", words.of(taken))
              .build());
    }
    return new JsonArray(decisions);
  }

  private static JsonValue changes(TraceView view) {
    List<JsonValue> changes = new ArrayList<>();
    for (Change change :
        FrameDiff.between(view.frame().array(), view.traced().frame().array()).changes()) {
      JsonValue.ObjectBuilder members = JsonValue.object().put("field", change.name());
      change.before().ifPresent(field -> members.put("offset_before", field.offset()));
      change.after().ifPresent(field -> members.put("offset_after", field.offset()));
      changes.add(
          members
              .putIfPresent("before", change.before().map(FrameField::text))
              .putIfPresent("after", change.after().map(FrameField::text))
              .put("bytes_before", change.hexBefore())
              .put("bytes_after", change.hexAfter())
              .build());
    }
    return new JsonArray(changes);
  }
}
