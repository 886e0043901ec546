package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place that needs the address of a symbol.
 *
 * @param offset in the section that is to be changed
 */
record Relocation(long offset, int type, Symbol symbol) {
  /** R_BPF_64_64: the two immediates of a 64-bit load. */
  static final int LOAD = 1;

  /** R_BPF_64_ABS64: 8 bytes of data. */
  static final int DATA = 2;

  /** R_BPF_64_32: the immediate of a call. */
  static final int CALL = 10;

  private static final int ENTRY = 16;

  /** Returns the relocations of a section, in their order in the file. */
  static List<Relocation> of(Section target, SectionTable sections, SymbolTable symbols)
      throws ObjectException {
    List<Relocation> found = new ArrayList<>();
    for (Section section : sections.relocating(target)) {
      if (section.type() == Section.RELA) {
        throw section.failure(0, "expected relocations of type REL, found RELA");
      }
      read(section.content(), symbols, found);
    }
    return found;
  }

  private static void read(ByteView view, SymbolTable symbols, List<Relocation> into)
      throws ObjectException {
    if (view.size() % ENTRY != 0) {
      throw view.failure(view.size(), "expected relocations of 16 bytes, found a part of one");
    }
    for (int at = 0; at < view.size(); at += ENTRY) {
      Symbol symbol = symbols.at(view.u32(at + 12), view, at + 12);
      into.add(new Relocation(view.u64(at), view.s32(at + 8), symbol));
    }
  }
}
