package io.packetframe.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of a machine, as {@code io.packetframe.host.Asset} found it.
 *
 * @param kind {@code cpu}, {@code gpu}, {@code memory} or {@code storage}
 * @param identity what it is told apart by
 * @param name the system's name of it at that moment
 * @param capacity CPUs of a processor, else bytes
 * @param used how much of that is taken
 * @param health what it says of its own state
 * @param unknown why, for each of {@code capacity}, {@code used} and {@code health} that is missing
 */
public record AssetRecord(
    String kind,
    String identity,
    String name,
    OptionalLong capacity,
    OptionalLong used,
    Optional<String> health,
    SortedMap<String, String> unknown) {
  private static final String CAPACITY = "capacity";
  private static final String USED = "used";
  private static final String HEALTH = "health";
  private static final String UNKNOWN = "unknown";

  public AssetRecord {
    unknown = Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    Map<String, Boolean> present =
        Map.of(CAPACITY, capacity.isPresent(), USED, used.isPresent(), HEALTH, health.isPresent());
    for (Map.Entry<String, Boolean> field : present.entrySet()) {
      if (field.getValue() == unknown.containsKey(field.getKey())) {
        throw new IllegalArgumentException(
            name + ": " + field.getKey() + " is either there or unknown for a reason");
      }
    }
    if (!present.keySet().containsAll(unknown.keySet())) {
      throw new IllegalArgumentException(name + ": no such fields: " + unknown.keySet());
    }
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("kind", kind)
        .put("identity", identity)
        .put("name", name)
        .put(CAPACITY, capacity.isPresent() ? JsonValue.of(capacity.getAsLong()) : why(CAPACITY))
        .put(USED, used.isPresent() ? JsonValue.of(used.getAsLong()) : why(USED))
        .put(HEALTH, health.isPresent() ? JsonValue.of(health.get()) : why(HEALTH))
        .build();
  }

  static JsonValue toJson(List<AssetRecord> assets) {
    return new JsonValue.JsonArray(assets.stream().map(AssetRecord::toJson).toList());
  }

  private JsonValue why(String field) {
    return JsonValue.object()
        .putIfPresent(UNKNOWN, Optional.ofNullable(unknown.get(field)))
        .build();
  }

  static List<AssetRecord> fromJson(List<JsonValue> elements, String path) throws RecordException {
    List<AssetRecord> assets = new ArrayList<>();
    for (JsonValue element : elements) {
      assets.add(fromJson(element, path + "[" + assets.size() + "]"));
    }
    return assets;
  }

  private static AssetRecord fromJson(JsonValue json, String path) throws RecordException {
    RecordFields fields = RecordFields.of(json, path);
    SortedMap<String, String> unknown = new TreeMap<>();
    for (String field : new String[] {CAPACITY, USED, HEALTH}) {
      if (fields.value(field) instanceof JsonValue.JsonObject) {
        unknown.put(field, fields.object(field).string(UNKNOWN));
      }
    }
    return new AssetRecord(
        fields.string("kind"),
        fields.string("identity"),
        fields.string("name"),
        unknown.containsKey(CAPACITY) ? OptionalLong.empty() : fields.optionalInteger(CAPACITY),
        unknown.containsKey(USED) ? OptionalLong.empty() : fields.optionalInteger(USED),
        unknown.containsKey(HEALTH) ? Optional.empty() : fields.optionalString(HEALTH),
        unknown);
  }
}
