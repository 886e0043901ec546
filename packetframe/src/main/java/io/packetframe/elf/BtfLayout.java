package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Completes what the compiler leaves open in BTF: sizes of data sections and offsets of variables
 * are only known once the object is laid out.
 */
final class BtfLayout {
  private final ElfFile file;
  private final Btf btf;
  private final ByteView view;

  private BtfLayout(ElfFile file, Btf btf, ByteView view) {
    this.file = file;
    this.btf = btf;
    this.view = view;
  }

  static Btf complete(ElfFile file, Btf btf, ByteView view) throws ObjectException {
    BtfLayout layout = new BtfLayout(file, btf, view);
    List<BtfType> types = new ArrayList<>(btf.types().size());
    for (BtfType type : btf.types()) {
      types.add(type instanceof BtfType.DataSection section ? layout.complete(section) : type);
    }
    return new Btf(types);
  }

  private BtfType complete(BtfType.DataSection types) throws ObjectException {
    // Externs (.kconfig, .ksyms) have a data section in BTF and none in the file.
    Optional<Section> section = file.sections().named(types.name());
    if (section.isEmpty() && types.name().equals(Externs.CONFIGURATION)) {
      return new ConfigurationLayout(file.sections().named(".BTF").orElseThrow(), btf)
          .complete(types);
    }
    if (section.isEmpty()) {
      return types;
    }
    List<BtfType.Placement> placed = new ArrayList<>();
    for (BtfType.Placement placement : types.variables()) {
      placed.add(complete(section.get(), placement));
    }
    placed.sort(Comparator.comparingLong(BtfType.Placement::offset));
    return new BtfType.DataSection(types.name(), section.get().size(), placed);
  }

  private BtfType.Placement complete(Section section, BtfType.Placement placement)
      throws ObjectException {
    if (!(btf.type(placement.variable()) instanceof BtfType.Variable variable)) {
      throw view.failure(
          0,
          "data section "
              + section.name()
              + ": expected a variable, found type "
              + placement.variable());
    }
    long offset = placement.offset();
    // Of a static variable the compiler knows the offset, and other files may have its name too.
    if (variable.linkage() == BtfType.Linkage.GLOBAL) {
      offset = symbol(section, variable).value();
    }
    if (offset < 0 || offset > section.size() || placement.size() > section.size() - offset) {
      throw view.failure(
          0, "variable " + variable.name() + ": expected it inside " + section.name());
    }
    return new BtfType.Placement(placement.variable(), offset, placement.size());
  }

  private Symbol symbol(Section section, BtfType.Variable variable) throws ObjectException {
    return file.symbols()
        .global(section, variable.name())
        .orElseThrow(
            () ->
                view.failure(
                    0,
                    "expected a symbol for variable " + variable.name() + " in " + section.name()));
  }
}
