package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import java.util.List;

/** One type: struct btf_type and what its kind puts behind it; the inverse of the reader. */
final class BtfTypeWriter {
  private static final int MAX_COUNT = 0xffff;
  private static final int MAX_BIT_OFFSET = 0xffffff;

  private final GrowingBytes bytes;
  private final Texts texts;

  BtfTypeWriter(GrowingBytes bytes, Texts texts) {
    this.bytes = bytes;
    this.texts = texts;
  }

  void write(BtfType type) {
    switch (type) {
      case BtfType.VoidType _ -> throw new IllegalArgumentException("void has no bytes");
      case BtfType.Int integer -> {
        head(1, integer.name(), 0, false, unsigned32(integer.size()));
        bytes.putInt(
            bits(integer.encoding(), 4) << 24
                | bits(integer.bitOffset(), 8) << 16
                | bits(integer.bits(), 8));
      }
      case BtfType.Pointer pointer -> head(2, "", 0, false, pointer.target());
      case BtfType.Array array -> {
        head(3, "", 0, false, 0);
        bytes.putInt(array.element()).putInt(array.index()).putInt(unsigned32(array.count()));
      }
      case BtfType.Struct struct -> {
        int size = unsigned32(struct.size());
        head(4, struct.name(), struct.members().size(), struct.hasBitfields(), size);
        struct.members().forEach(member -> member(member, struct.hasBitfields()));
      }
      case BtfType.Union union -> {
        int size = unsigned32(union.size());
        head(5, union.name(), union.members().size(), union.hasBitfields(), size);
        union.members().forEach(member -> member(member, union.hasBitfields()));
      }
      case BtfType.Enumeration all -> {
        head(6, all.name(), all.constants().size(), all.signed(), unsigned32(all.size()));
        all.constants().forEach(each -> named(each.name()).putInt((int) each.value()));
      }
      case BtfType.Forward forward -> head(7, forward.name(), 0, forward.union(), 0);
      case BtfType.Typedef typedef -> head(8, typedef.name(), 0, false, typedef.target());
      case BtfType.Volatile volatiles -> head(9, "", 0, false, volatiles.target());
      case BtfType.Const constant -> head(10, "", 0, false, constant.target());
      case BtfType.Restrict restrict -> head(11, "", 0, false, restrict.target());
      case BtfType.Function function ->
          head(12, function.name(), function.linkage().number(), false, function.prototype());
      case BtfType.FunctionPrototype prototype -> {
        head(13, "", prototype.parameters().size(), false, prototype.result());
        prototype.parameters().forEach(each -> named(each.name()).putInt(each.type()));
      }
      case BtfType.Variable variable -> {
        head(14, variable.name(), 0, false, variable.type());
        bytes.putInt(variable.linkage().number());
      }
      case BtfType.DataSection section -> section(section);
      case BtfType.FloatingPoint floating ->
          head(16, floating.name(), 0, false, unsigned32(floating.size()));
      case BtfType.DeclarationTag tag -> {
        head(17, tag.name(), 0, tag.attribute(), tag.target());
        bytes.putInt(tag.component());
      }
      case BtfType.TypeTag tag -> head(18, tag.name(), 0, tag.attribute(), tag.target());
      case BtfType.Enumeration64 all -> {
        head(19, all.name(), all.constants().size(), all.signed(), unsigned32(all.size()));
        constants64(all.constants());
      }
    }
  }

  /** Writes the 12 bytes that all kinds have; {@code third} is a size or a type. */
  private void head(int kind, String name, int count, boolean flag, int third) {
    if (count > MAX_COUNT) {
      throw new IllegalArgumentException("type " + name + " has " + count + " parts");
    }
    named(name).putInt((flag ? 1 << 31 : 0) | kind << 24 | count).putInt(third);
  }

  private GrowingBytes named(String name) {
    return bytes.putInt(texts.add(name));
  }

  private void member(BtfType.Member member, boolean bitfields) {
    named(member.name()).putInt(member.type());
    if (!bitfields) {
      bytes.putInt(unsigned32(member.bitOffset()));
      return;
    }
    if (member.bitOffset() > MAX_BIT_OFFSET) {
      throw new IllegalArgumentException("bit field " + member.name() + " too far inside");
    }
    bytes.putInt(bits(member.bitfieldSize(), 8) << 24 | (int) member.bitOffset());
  }

  private void section(BtfType.DataSection section) {
    head(15, section.name(), section.variables().size(), false, unsigned32(section.size()));
    for (BtfType.Placement each : section.variables()) {
      bytes.putInt(each.variable());
      bytes.putInt(unsigned32(each.offset())).putInt(unsigned32(each.size()));
    }
  }

  private void constants64(List<BtfType.Constant> constants) {
    for (BtfType.Constant each : constants) {
      named(each.name()).putInt((int) each.value()).putInt((int) (each.value() >>> 32));
    }
  }

  private static int unsigned32(long value) {
    if (value < 0 || value > 0xffffffffL) {
      throw new IllegalArgumentException("not a number of 32 bits: " + value);
    }
    return (int) value;
  }

  private static int bits(int value, int width) {
    if (value < 0 || value >= 1 << width) {
      throw new IllegalArgumentException("not a number of " + width + " bits: " + value);
    }
    return value;
  }
}
