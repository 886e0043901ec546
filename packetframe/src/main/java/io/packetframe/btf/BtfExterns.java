package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the compiler declares and somebody else defines: the kernel refuses such types (btf.c,
 * btf_var_check_meta and btf_func_check_meta), so they are written as definitions, as every loader
 * does. Nobody reads them there.
 */
final class BtfExterns {
  /** Variables and functions of the kernel. */
  static final String SYMBOLS = ".ksyms";

  /** Values of the kernel's configuration. */
  static final String CONFIGURATION = ".kconfig";

  private static final int INT_BITS = 32;
  private static final String STAND_IN = "dummy_ksym";

  private final Btf btf;
  private final List<BtfType> types;
  private int number;
  private int standIn;

  private BtfExterns(Btf btf) {
    this.btf = btf;
    this.types = new ArrayList<>(btf.types());
  }

  /** Returns the types without an extern. */
  static Btf define(Btf btf) {
    for (BtfType type : btf.types()) {
      if (isOpen(type)) {
        return new BtfExterns(btf).define();
      }
    }
    return btf;
  }

  private static boolean isOpen(BtfType type) {
    return switch (type) {
      case BtfType.Function function -> function.linkage() == BtfType.Linkage.EXTERN;
      case BtfType.Variable variable -> variable.linkage() == BtfType.Linkage.EXTERN;
      default -> false;
    };
  }

  private Btf define() {
    for (int id = 1; id < btf.count(); id++) {
      switch (btf.type(id)) {
        case BtfType.Function function when isOpen(function) -> define(id, function);
        case BtfType.Variable variable when isOpen(variable) ->
            types.set(
                id, new BtfType.Variable(variable.name(), variable.type(), BtfType.Linkage.GLOBAL));
        default -> {}
      }
    }
    for (int id = 1; id < btf.count(); id++) {
      if (btf.type(id) instanceof BtfType.DataSection section) {
        switch (section.name()) {
          case SYMBOLS -> types.set(id, symbols(section));
          case CONFIGURATION -> types.set(id, configuration(section));
          default -> {}
        }
      }
    }
    return new Btf(types);
  }

  /** The kernel takes functions that are static or global, with a name for every parameter. */
  private void define(int id, BtfType.Function function) {
    types.set(
        id, new BtfType.Function(function.name(), function.prototype(), BtfType.Linkage.STATIC));
    if (btf.type(function.prototype()) instanceof BtfType.FunctionPrototype prototype) {
      List<BtfType.Parameter> named =
          prototype.parameters().stream().map(BtfExterns::named).toList();
      types.set(function.prototype(), new BtfType.FunctionPrototype(prototype.result(), named));
    }
  }

  private static BtfType.Parameter named(BtfType.Parameter parameter) {
    // Without a type it stands for any number of them, and has no name.
    return parameter.type() != 0 && parameter.name().isEmpty()
        ? new BtfType.Parameter(STAND_IN, parameter.type())
        : parameter;
  }

  /** Each becomes an int behind the last: their true types may have no size. */
  private BtfType symbols(BtfType.DataSection section) {
    List<BtfType.Placement> placements = new ArrayList<>();
    long offset = 0;
    for (BtfType.Placement each : section.variables()) {
      int variable = each.variable();
      if (types.get(variable) instanceof BtfType.Variable symbol) {
        types.set(variable, new BtfType.Variable(symbol.name(), number(), BtfType.Linkage.GLOBAL));
      } else {
        variable = standIn();
      }
      placements.add(new BtfType.Placement(variable, offset, Integer.BYTES));
      offset += Integer.BYTES;
    }
    return new BtfType.DataSection(section.name(), offset, placements);
  }

  /** In the order of loaders: the widest alignment first, then by size and name. */
  private BtfType configuration(BtfType.DataSection section) {
    List<BtfType.Placement> ordered = new ArrayList<>(section.variables());
    ordered.sort(
        Comparator.comparingInt((BtfType.Placement each) -> -alignment(each))
            .thenComparingLong(BtfType.Placement::size)
            .thenComparing(each -> btf.type(each.variable()).name()));
    List<BtfType.Placement> placements = new ArrayList<>();
    long offset = 0;
    for (BtfType.Placement each : ordered) {
      long aligned = Math.ceilDiv(offset, alignment(each)) * alignment(each);
      placements.add(new BtfType.Placement(each.variable(), aligned, each.size()));
      offset = aligned + each.size();
    }
    return new BtfType.DataSection(section.name(), offset, placements);
  }

  private int alignment(BtfType.Placement placement) {
    int element = placement.variable();
    if (btf.type(element) instanceof BtfType.Variable variable) {
      element = variable.type();
    }
    for (int depth = 0; depth < Btf.MAX_DEPTH; depth++) {
      OptionalInt resolved = btf.resolve(element);
      if (resolved.isEmpty() || !(btf.type(resolved.getAsInt()) instanceof BtfType.Array array)) {
        break;
      }
      element = array.element();
    }
    long size = btf.size(element).orElse(1);
    return size == 2 || size == 4 || size == 8 ? (int) size : 1;
  }

  private int number() {
    for (int id = 1; number == 0 && id < btf.count(); id++) {
      if (btf.type(id) instanceof BtfType.Int integer && integer.bits() == INT_BITS) {
        number = id;
      }
    }
    if (number == 0) {
      number = types.size();
      types.add(new BtfType.Int("int", Integer.BYTES, 1, 0, INT_BITS));
    }
    return number;
  }

  private int standIn() {
    if (standIn == 0) {
      int type = number();
      standIn = types.size();
      types.add(new BtfType.Variable(STAND_IN, type, BtfType.Linkage.GLOBAL));
    }
    return standIn;
  }
}
