package io.packetframe.bpf;

import io.packetframe.spec.Bytes;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The maps of an object with the sizes and variables that the options ask for. */
final class ChosenMaps {
  private final LoadOptions options;
  private final Map<String, byte[]> sections = new HashMap<>();

  private ChosenMaps(LoadOptions options) {
    this.options = options;
  }

  static List<MapSpec> of(ObjectSpec object, GlobalVariables variables, LoadOptions options)
      throws LoadException {
    ChosenMaps maps = new ChosenMaps(options);
    requireMaps(object, options.entries().keySet());
    requireMaps(object, options.reused().keySet());
    for (Map.Entry<String, VariableValue> set : options.variables().entrySet()) {
      GlobalVariable variable = variables.named(set.getKey());
      set.getValue().write(variable, maps.section(object, variable.map()));
    }
    List<MapSpec> chosen = new ArrayList<>();
    for (MapSpec map : object.maps()) {
      chosen.add(maps.chosen(map));
    }
    return chosen;
  }

  private static void requireMaps(ObjectSpec object, Set<String> names) throws LoadException {
    for (String map : names) {
      if (object.map(map).isEmpty()) {
        throw new LoadException("map " + map + ": the object has no such");
      }
    }
  }

  private byte[] section(ObjectSpec object, String map) {
    return sections.computeIfAbsent(map, name -> bytes(object.map(name).orElseThrow()));
  }

  private static byte[] bytes(MapSpec map) {
    return map.content() instanceof MapContent.Variables variables
        ? variables.bytes().toArray()
        : new byte[map.valueSize()];
  }

  private MapSpec chosen(MapSpec map) throws LoadException {
    byte[] bytes = sections.get(map.name());
    MapContent content =
        bytes == null
            ? map.content()
            : new MapContent.Variables(Bytes.copyOf(bytes), isConstant(map));
    Integer entries = options.entries().get(map.name());
    if (entries != null && GlobalVariables.holdsVariables(map)) {
      throw new LoadException("map " + map.name() + " holds variables: it has one entry");
    }
    if (options.reused().containsKey(map.name())
        && !(map.content() instanceof MapContent.Nothing)) {
      throw new LoadException("map " + map.name() + " has content of its own: it is not reused");
    }
    return entries == null && bytes == null
        ? map
        : new MapSpec(
            map.name(),
            map.type(),
            map.keySize(),
            map.valueSize(),
            entries == null ? map.maxEntries() : entries,
            map.flags(),
            map.extra(),
            map.numaNode(),
            map.keyType(),
            map.valueType(),
            map.pinning(),
            content);
  }

  private static boolean isConstant(MapSpec map) {
    return map.content() instanceof MapContent.Variables variables && variables.constant();
  }
}
