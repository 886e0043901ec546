package io.packetframe.elf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.FunctionInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions that are global for the linker alone ({@code __hidden}) become static in BTF: the
 * kernel verifies a global function for every argument it could get, a static one where it is
 * called.
 */
final class HiddenFunctions {
  private HiddenFunctions() {}

  static Btf makeStatic(Btf btf, Code code, BtfExtension extension) {
    List<BtfType> types = new ArrayList<>(btf.types());
    for (CodeSection section : code.sections()) {
      for (FunctionInfo info : extension.functions().of(section.section())) {
        boolean hidden = section.functionAt(info.instruction()).map(Function::hidden).orElse(false);
        if (hidden && types.get(info.type()) instanceof BtfType.Function function) {
          types.set(
              info.type(),
              new BtfType.Function(function.name(), function.prototype(), BtfType.Linkage.STATIC));
        }
      }
    }
    return new Btf(types);
  }
}
