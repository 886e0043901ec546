package io.packetframe.elf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.LineInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * {@code .BTF.ext}: what is known about the instructions of each section; the indices are those of
 * the section.
 */
record BtfExtension(
    Map<String, List<FunctionInfo>> functions,
    Map<String, List<LineInfo>> lines,
    Map<String, List<CoreRelocation>> coreRelocations) {
  static final BtfExtension EMPTY = new BtfExtension(Map.of(), Map.of(), Map.of());

  private static final int HEADER = 24;
  private static final int HEADER_WITH_CORE = 32;
  private static final int FUNCTION = 8;
  private static final int LINE = 16;
  private static final int CORE = 16;
  private static final int SECTION = 8;
  private static final int COLUMN_BITS = 10;

  /** Reads one record, at that offset of the view, about that instruction. */
  private interface Entry<T> {
    T read(ByteView view, long at, int instruction) throws ObjectException;
  }

  static BtfExtension read(ByteView view, Btf btf, StringTable strings) throws ObjectException {
    long base = BtfParser.header(view, HEADER);
    Map<String, List<FunctionInfo>> functions =
        groups(
            view.part(".BTF.ext functions", base + view.u32(8), view.u32(12)),
            strings,
            FUNCTION,
            (part, at, instruction) -> function(part, at, instruction, btf));
    Map<String, List<LineInfo>> lines =
        groups(
            view.part(".BTF.ext lines", base + view.u32(16), view.u32(20)),
            strings,
            LINE,
            (part, at, instruction) -> line(part, at, instruction, strings));
    if (base < HEADER_WITH_CORE) {
      return new BtfExtension(functions, lines, Map.of());
    }
    Map<String, List<CoreRelocation>> core =
        groups(
            view.part(".BTF.ext CO-RE relocations", base + view.u32(24), view.u32(28)),
            strings,
            CORE,
            (part, at, instruction) -> core(part, at, instruction, btf, strings));
    core.values().forEach(all -> all.sort(Comparator.comparingInt(CoreRelocation::instruction)));
    requireAscending(view, functions, FunctionInfo::instruction);
    requireAscending(view, lines, LineInfo::instruction);
    return new BtfExtension(functions, lines, core);
  }

  private static <T> Map<String, List<T>> groups(
      ByteView view, StringTable strings, int smallest, Entry<T> entry) throws ObjectException {
    Map<String, List<T>> groups = new HashMap<>();
    if (view.size() == 0) {
      return groups;
    }
    long recordSize = view.u32(0);
    if (recordSize < smallest) {
      throw view.failure(
          0, "expected records of at least " + smallest + " bytes, found " + recordSize);
    }
    long at = 4;
    while (at < view.size()) {
      String section = strings.at(view.u32(at));
      long count = view.u32(at + 4);
      at += SECTION;
      if (count > view.size() / recordSize) {
        throw view.failure(at - 4, "expected records that fit, found a count of " + count);
      }
      List<T> records = new ArrayList<>();
      for (long i = 0; i < count; i++, at += recordSize) {
        records.add(entry.read(view, at, instruction(view, at)));
      }
      if (groups.put(section, records) != null) {
        throw view.failure(at, "expected section " + section + " once, found it twice");
      }
    }
    return groups;
  }

  private static int instruction(ByteView view, long at) throws ObjectException {
    long offset = view.u32(at);
    if (offset % Instruction.SIZE != 0) {
      throw view.failure(at, "expected the offset of an instruction, found " + offset);
    }
    return (int) (offset / Instruction.SIZE);
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

  /** The kernel asks for it, and one line for each instruction bounds what we copy. */
  private static <T> void requireAscending(
      ByteView view, Map<String, List<T>> groups, ToIntFunction<T> key) throws ObjectException {
    for (Map.Entry<String, List<T>> group : groups.entrySet()) {
      int last = -1;
      for (T each : group.getValue()) {
        if (key.applyAsInt(each) <= last) {
          throw view.failure(0, "expected ascending offsets in section " + group.getKey());
        }
        last = key.applyAsInt(each);
      }
    }
  }
}
