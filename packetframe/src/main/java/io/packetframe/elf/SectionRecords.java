package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import io.packetframe.spec.Instruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Records about instructions, by the name of the instructions' section (struct btf_ext_info_sec).
 */
final class SectionRecords<T> {
  private static final int SECTION = 8;

  private final Map<String, List<T>> sections = new HashMap<>();
  private final ToIntFunction<T> instruction;

  /** Reads one record, at that offset of the view, about that instruction. */
  interface Entry<T> {
    T read(ByteView view, long at, int instruction) throws ObjectException;
  }

  SectionRecords(ToIntFunction<T> instruction) {
    this.instruction = instruction;
  }

  void read(ByteView view, StringTable strings, int smallest, Entry<T> entry)
      throws ObjectException {
    if (view.size() == 0) {
      return;
    }
    long recordSize = view.u32(0);
    if (recordSize < smallest) {
      throw view.failure(
          0, "expected records of at least " + smallest + " bytes, found " + recordSize);
    }
    long at = Integer.BYTES;
    while (at < view.size()) {
      String section = strings.at(view.u32(at));
      long count = view.u32(at + 4);
      at += SECTION;
      if (count > view.size() / recordSize) {
        throw view.failure(at - 4, "expected records that fit, found a count of " + count);
      }
      List<T> records = new ArrayList<>();
      for (long i = 0; i < count; i++, at += recordSize) {
        records.add(entry.read(view, at, instructionAt(view, at)));
      }
      if (sections.put(section, records) != null) {
        throw view.failure(at, "expected section " + section + " once, found it twice");
      }
    }
  }

  void sort() {
    sections.values().forEach(all -> all.sort(Comparator.comparingInt(instruction)));
  }

  /** The kernel asks for it, and one record for each instruction bounds what we copy. */
  void requireAscending(ByteView view) throws ObjectException {
    for (Map.Entry<String, List<T>> section : sections.entrySet()) {
      int last = -1;
      for (T each : section.getValue()) {
        if (instruction.applyAsInt(each) <= last) {
          throw view.failure(0, "expected ascending offsets in section " + section.getKey());
        }
        last = instruction.applyAsInt(each);
      }
    }
  }

  List<T> of(Section section) {
    return sections.getOrDefault(section.name(), List.of());
  }

  /** Returns the records about the function's instructions. */
  List<T> of(Function function) {
    List<T> all = of(function.section());
    return all.subList(firstFrom(all, function.start()), firstFrom(all, function.end()));
  }

  private int firstFrom(List<T> all, int from) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (instruction.applyAsInt(all.get(middle)) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int instructionAt(ByteView view, long at) throws ObjectException {
    long offset = view.u32(at);
    if (offset % Instruction.SIZE != 0) {
      throw view.failure(at, "expected the offset of an instruction, found " + offset);
    }
    return (int) (offset / Instruction.SIZE);
  }
}
