package io.packetframe.bpf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The global variables of an object by their names, as its types tell. A static variable has a name
 * unless another has the same one: then nobody could tell which was meant.
 */
final class GlobalVariables {
  private final Map<String, GlobalVariable> byName = new LinkedHashMap<>();
  private final Set<String> global = new HashSet<>();
  private final Set<String> ambiguous = new HashSet<>();

  static GlobalVariables of(ObjectSpec object) {
    GlobalVariables variables = new GlobalVariables();
    if (object.btf().isPresent()) {
      for (MapSpec map : object.maps()) {
        if (holdsVariables(map)) {
          variables.add(object.btf().get(), map);
        }
      }
    }
    variables.byName.keySet().removeAll(variables.ambiguous);
    return variables;
  }

  static boolean holdsVariables(MapSpec map) {
    return map.content() instanceof MapContent.Variables
        || map.content() instanceof MapContent.ZeroVariables;
  }

  private void add(Btf btf, MapSpec map) {
    if (map.valueType() == 0
        || !(btf.type(map.valueType()) instanceof BtfType.DataSection section)) {
      return;
    }
    for (BtfType.Placement placement : section.variables()) {
      if (btf.type(placement.variable()) instanceof BtfType.Variable variable
          && placement.offset() + placement.size() <= map.valueSize()) {
        add(
            new GlobalVariable(
                variable.name(), map.name(), (int) placement.offset(), (int) placement.size()),
            variable.linkage() != BtfType.Linkage.STATIC);
      }
    }
  }

  private void add(GlobalVariable variable, boolean isGlobal) {
    String name = variable.name();
    if (isGlobal) {
      byName.put(name, variable);
      global.add(name);
      ambiguous.remove(name);
    } else if (!global.contains(name) && byName.putIfAbsent(name, variable) != null) {
      ambiguous.add(name);
    }
  }

  Collection<GlobalVariable> all() {
    return byName.values();
  }

  GlobalVariable named(String name) throws LoadException {
    GlobalVariable variable = byName.get(name);
    if (variable == null) {
      throw new LoadException("variable " + name + ": the object has no such, or two");
    }
    return variable;
  }
}
