package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.fastpath.PinLayout;
import io.packetframe.module.Attachment;
import io.packetframe.module.Sample;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code status} for people, and for programs. */
final class StatusText {
  private StatusText() {}

  /**
   * Returns the text for a person.
   *
   * @param before what the counters were a second ago; none without --watch
   */
  static String human(StatusView view, Optional<List<Sample>> before) {
    StringBuilder text = new StringBuilder();
    text.append("module: ").append(PinLayout.MODULE).append('\n');
    text.append("daemon: ").append(Printable.escaped(view.daemon())).append('\n');
    attachments(view, text);
    if (view.pinned().stages().isPresent()) {
      text.append("data path: ").append(view.pinned().stages().get().text());
      text.append(view.pinned().dryRun().orElse(false) ? ", dry run" : "").append('\n');
    }
    if (view.pinned().counters().isEmpty()) {
      text.append("no counters are pinned at ").append(view.root()).append('\n');
    } else {
      text.append("counters (from ").append(view.root()).append("):\n");
      counters(view.pinned().counters(), before, text);
    }
    for (String note : view.notes()) {
      text.append("note: ").append(Printable.escaped(note)).append('\n');
    }
    return text.toString();
  }

  private static void attachments(StatusView view, StringBuilder text) {
    if (view.registry().isEmpty()) {
      text.append("attachments: none recorded\n");
      return;
    }
    List<Attachment> attachments = view.registry().get();
    text.append("attachments (").append(attachments.size()).append("):\n");
    for (Attachment attachment : attachments) {
      text.append("  ").append(Printable.escaped(attachment.port().text()));
      text.append(" [").append(attachment.hook().shown()).append("] prog_id=");
      text.append(Integer.toUnsignedString(attachment.programId())).append(" pinned=");
      text.append(Printable.escaped(attachment.pin().toString())).append('\n');
    }
  }

  private static void counters(
      List<Sample> counters, Optional<List<Sample>> before, StringBuilder text) {
    int width = 0;
    for (Sample counter : counters) {
      width = Math.max(width, counter.name().length());
    }
    for (int i = 0; i < counters.size(); i++) {
      Sample counter = counters.get(i);
      text.append("  ").append(counter.name());
      text.append(" ".repeat(width - counter.name().length() + 2));
      text.append(Long.toUnsignedString(counter.value()));
      if (before.isPresent() && before.get().size() == counters.size()) {
        long more = counter.value() - before.get().get(i).value();
        text.append(more == 0 ? "" : "  +" + Long.toUnsignedString(more) + "/s");
      }
      text.append('\n');
    }
  }

  static JsonValue json(StatusView view) {
    JsonValue.ObjectBuilder counters = JsonValue.object();
    for (Sample counter : view.pinned().counters()) {
      counters.put(counter.name(), unsigned(counter.value()));
    }
    List<JsonValue> attachments = new ArrayList<>();
    for (Attachment attachment : view.registry().orElse(List.of())) {
      String port = attachment.port().text();
      attachments.add(
          JsonValue.object()
              .put("iface", port)
              .put("hook", attachment.hook().text())
              .put("prog_id", Integer.toUnsignedLong(attachment.programId()))
              .put("pinned_path", attachment.pin().toString())
              .put("pinned", view.pinned().links().containsKey(port))
              .build());
    }
    return JsonValue.object()
        .put("module", PinLayout.MODULE)
        .put("daemon", view.daemon())
        .put("attachments", new JsonArray(attachments))
        .putIfPresent("data_path", view.pinned().stages().map(stages -> stages.text()))
        .put("dry_run", view.pinned().dryRun().orElse(false))
        .put("counters", counters.build())
        .put("notes", JsonValue.ofStrings(view.notes()))
        .build();
  }

  private static JsonValue unsigned(long value) {
    return new JsonNumber(new BigDecimal(Long.toUnsignedString(value)));
  }
}
