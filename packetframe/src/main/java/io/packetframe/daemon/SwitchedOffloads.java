package io.packetframe.daemon;

import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.LiteralException;
import io.packetframe.record.JsonValue;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.util.ArrayList;
import java.util.List;

/** What is to be on again, as {@code attachments.json} has it: a row for each device. */
final class SwitchedOffloads {
  private static final String DEVICE = "iface";
  private static final String FEATURES = "features";

  private SwitchedOffloads() {}

  static JsonValue json(List<SwitchedOffload> offloads) {
    List<JsonValue> rows = new ArrayList<>();
    for (SwitchedOffload offload : offloads) {
      rows.add(
          JsonValue.object()
              .put(DEVICE, offload.device().text())
              .put(FEATURES, JsonValue.ofStrings(offload.features()))
              .build());
    }
    return new JsonValue.JsonArray(rows);
  }

  static List<SwitchedOffload> read(List<JsonValue> rows, String path)
      throws RecordException, LiteralException {
    List<SwitchedOffload> offloads = new ArrayList<>();
    for (JsonValue row : rows) {
      RecordFields fields = RecordFields.of(row, path + "[" + offloads.size() + "]");
      InterfaceName device = InterfaceName.parse(fields.string(DEVICE));
      offloads.add(new SwitchedOffload(device, names(fields.array(FEATURES))));
    }
    return offloads;
  }

  private static List<String> names(List<JsonValue> values) {
    List<String> names = new ArrayList<>();
    for (JsonValue value : values) {
      if (!(value instanceof JsonValue.JsonString(String text))) {
        throw new IllegalArgumentException(FEATURES + " holds more than names");
      }
      names.add(text);
    }
    return names;
  }
}
