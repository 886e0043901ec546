package io.packetframe.record;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which kernel a record is about.
 *
 * @param id in our catalogue
 * @param architecture as Debian spells it
 * @param release its {@code uname -r}
 * @param packages name to version
 * @param locked whether these are exactly the packages of the lock file
 * @param btf whether it describes its own types
 * @param config options of its build that decide what PacketFrame can do
 */
public record KernelRecord(
    String id,
    String architecture,
    String release,
    SortedMap<String, String> packages,
    boolean locked,
    boolean btf,
    SortedMap<String, String> config) {
  public KernelRecord {
    packages = Collections.unmodifiableSortedMap(new TreeMap<>(packages));
    config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("id", id)
        .put("architecture", architecture)
        .put("release", release)
        .put("packages", texts(packages))
        .put("locked", locked)
        .put("btf", btf)
        .put("config", texts(config))
        .build();
  }

  static KernelRecord fromJson(JsonValue json) throws RecordException {
    RecordFields fields = RecordFields.of(json, "acceptance.kernel");
    return new KernelRecord(
        fields.string("id"),
        fields.string("architecture"),
        fields.string("release"),
        fields.texts("packages"),
        fields.bool("locked"),
        fields.bool("btf"),
        fields.texts("config"));
  }

  static JsonValue texts(Map<String, String> values) {
    JsonValue.ObjectBuilder object = JsonValue.object();
    values.forEach((name, value) -> object.put(name, value));
    return object.build();
  }
}
