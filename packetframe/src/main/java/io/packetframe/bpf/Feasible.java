package io.packetframe.bpf;

import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses what no kernel could load from this object as we load it, before one is asked. */
final class Feasible {
  private Feasible() {}

  static void require(List<MapSpec> maps, List<ProgramSpec> programs) throws LoadException {
    Set<String> loaded = new HashSet<>();
    for (ProgramSpec program : programs) {
      loaded.add(program.name());
    }
    for (MapSpec map : maps) {
      if (map.type() == MapType.STRUCT_OPS || map.type() == MapType.ARENA) {
        throw new LoadException(
            "map " + map.name() + ": maps of type " + map.type() + " are not supported");
      }
      if (map.content() instanceof MapContent.Programs(var slots)) {
        for (MapContent.Slot slot : slots) {
          if (!loaded.contains(slot.name())) {
            throw new LoadException(
                "map "
                    + map.name()
                    + ": slot "
                    + slot.index()
                    + " holds program "
                    + slot.name()
                    + ", which is not to be loaded");
          }
        }
      }
    }
  }
}
