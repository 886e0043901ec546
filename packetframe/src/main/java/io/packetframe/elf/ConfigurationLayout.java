package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.Extern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the values of {@code .kconfig} lie, which no compiler says: in the order of other loaders,
 * the widest alignment first, then by size and name.
 */
final class ConfigurationLayout {
  /** More than the values of any program; a forged size costs no memory. */
  private static final int MAX_SIZE = 64 * 1024;

  private final Section types;
  private final Btf btf;

  ConfigurationLayout(Section types, Btf btf) {
    this.types = types;
    this.btf = btf;
  }

  BtfType.DataSection complete(BtfType.DataSection section) throws ObjectException {
    List<BtfType.Placement> ordered = new ArrayList<>();
    for (BtfType.Placement placement : section.variables()) {
      if (!(btf.type(placement.variable()) instanceof BtfType.Variable)) {
        throw types.failure(0, "expected variables only in " + section.name());
      }
      ordered.add(placement);
    }
    ordered.sort(
        Comparator.comparingLong((BtfType.Placement each) -> -alignment(each))
            .thenComparingLong(BtfType.Placement::size)
            .thenComparing(each -> btf.type(each.variable()).name()));
    List<BtfType.Placement> placed = new ArrayList<>();
    long end = 0;
    for (BtfType.Placement each : ordered) {
      long alignment = alignment(each);
      long offset = Math.ceilDiv(end, alignment) * alignment;
      placed.add(new BtfType.Placement(each.variable(), offset, each.size()));
      end = offset + each.size();
      if (end > MAX_SIZE) {
        throw types.failure(0, "expected at most 64 KiB of values in " + section.name());
      }
    }
    return new BtfType.DataSection(section.name(), end, placed);
  }

  /** Texts have the alignment of their letters. */
  private long alignment(BtfType.Placement placement) {
    return typeOf(placement) instanceof BtfType.Array ? 1 : Math.clamp(placement.size(), 1, 8);
  }

  private BtfType typeOf(BtfType.Placement placement) {
    BtfType.Variable variable = (BtfType.Variable) btf.type(placement.variable());
    return btf.type(btf.resolve(variable.type()).orElse(0));
  }

  /** Returns how a value is kept. */
  Extern.Kind kind(BtfType.Placement placement) throws ObjectException {
    BtfType type = typeOf(placement);
    long size = placement.size();
    if (type instanceof BtfType.Int integer && integer.size() == size) {
      boolean signed = (integer.encoding() & 1) != 0;
      if ((integer.encoding() & 4) != 0 && size == 1) {
        return Extern.Kind.BOOLEAN;
      }
      if (size == 1) {
        return Extern.Kind.CHARACTER;
      }
      if (size == 2 || size == 4 || size == 8) {
        return signed ? Extern.Kind.SIGNED : Extern.Kind.UNSIGNED;
      }
    }
    boolean tristate = type instanceof BtfType.Enumeration && type.name().equals("libbpf_tristate");
    if (tristate && size == Integer.BYTES) {
      return Extern.Kind.TRISTATE;
    }
    if (type instanceof BtfType.Array array && array.count() == size && size > 0) {
      BtfType letter = btf.type(btf.resolve(array.element()).orElse(0));
      if (letter instanceof BtfType.Int character && character.size() == 1) {
        return Extern.Kind.TEXT;
      }
    }
    throw types.failure(
        0,
        "value "
            + btf.type(placement.variable()).name()
            + ": expected bool, char, char[], an integer or enum libbpf_tristate");
  }
}
