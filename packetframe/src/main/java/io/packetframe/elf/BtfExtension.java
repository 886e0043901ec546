package io.packetframe.elf;

import io.packetframe.btf.BtfParser;
import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.LineInfo;

/**
 * {@code .BTF.ext}: what is known about the instructions of each section; the indices are those of
 * the section.
 */
record BtfExtension(
    SectionRecords<FunctionInfo> functions,
    SectionRecords<LineInfo> lines,
    SectionRecords<CoreRelocation> coreRelocations) {
  private static final int HEADER = 24;
  private static final int HEADER_WITH_CORE = 32;
  private static final int FUNCTION = 8;
  private static final int LINE = 16;
  private static final int CORE = 16;
  private static final int COLUMN_BITS = 10;

  /** Returns what is known about the instructions of an object that says nothing. */
  static BtfExtension empty() {
    return new BtfExtension(
        new SectionRecords<>(FunctionInfo::instruction),
        new SectionRecords<>(LineInfo::instruction),
        new SectionRecords<>(CoreRelocation::instruction));
  }

  static BtfExtension read(ByteView view, Btf btf, StringTable strings) throws ObjectException {
    BtfExtension extension = empty();
    long base = BtfParser.header(view, HEADER);
    ByteView functions = view.part(".BTF.ext functions", base + view.u32(8), view.u32(12));
    extension.functions.read(
        functions, strings, FUNCTION, (part, at, index) -> function(part, at, index, btf));
    extension.functions.requireAscending(functions);
    ByteView lines = view.part(".BTF.ext lines", base + view.u32(16), view.u32(20));
    extension.lines.read(lines, strings, LINE, (part, at, index) -> line(part, at, index, strings));
    extension.lines.requireAscending(lines);
    if (base >= HEADER_WITH_CORE) {
      extension.coreRelocations.read(
          view.part(".BTF.ext CO-RE relocations", base + view.u32(24), view.u32(28)),
          strings,
          CORE,
          (part, at, index) -> core(part, at, index, btf, strings));
      extension.coreRelocations.sort();
    }
    return extension;
  }

  private static FunctionInfo function(ByteView view, long at, int instruction, Btf btf)
      throws ObjectException {
    int type = type(view, at + 4, btf);
    if (!(btf.type(type) instanceof BtfType.Function)) {
      throw view.failure(at + 4, "expected a function, found type " + type);
    }
    return new FunctionInfo(instruction, type);
  }

  private static LineInfo line(ByteView view, long at, int instruction, StringTable strings)
      throws ObjectException {
    int place = view.s32(at + 12);
    return new LineInfo(
        instruction,
        strings.at(view.u32(at + 4)),
        strings.at(view.u32(at + 8)),
        place >>> COLUMN_BITS,
        place & (1 << COLUMN_BITS) - 1);
  }

  private static CoreRelocation core(
      ByteView view, long at, int instruction, Btf btf, StringTable strings)
      throws ObjectException {
    long number = view.u32(at + 12);
    CoreRelocation.Kind kind =
        CoreRelocation.Kind.of(number)
            .orElseThrow(
                () -> view.failure(at + 12, "expected a CO-RE kind from 0 to 12, found " + number));
    return new CoreRelocation(
        instruction, type(view, at + 4, btf), strings.at(view.u32(at + 8)), kind);
  }

  private static int type(ByteView view, long at, Btf btf) throws ObjectException {
    long type = view.u32(at);
    if (type >= btf.types().size()) {
      throw view.failure(at, "expected a type id below " + btf.types().size() + ", found " + type);
    }
    return (int) type;
  }
}
