package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The symbols of a file, by index, and the visible ones by section and name. */
final class SymbolTable {
  private static final int ENTRY = 24;

  private final List<Symbol> symbols;

  /** By section, then by name. */
  private final Map<Integer, Map<String, Symbol>> global = new HashMap<>();

  private final Set<Integer> withFunctions = new HashSet<>();

  private SymbolTable(List<Symbol> symbols) {
    this.symbols = symbols;
    for (Symbol symbol : symbols) {
      if (symbol.binding() != Symbol.LOCAL) {
        global
            .computeIfAbsent(symbol.section(), _ -> new HashMap<>())
            .putIfAbsent(symbol.name(), symbol);
      }
      if (symbol.isFunction()) {
        withFunctions.add(symbol.section());
      }
    }
  }

  static SymbolTable read(SectionTable sections) throws ObjectException {
    Section table = null;
    for (Section section : sections.all()) {
      if (section.type() == Section.SYMBOL_TABLE) {
        if (table != null) {
          throw section.failure(0, "expected one symbol table, found two");
        }
        table = section;
      }
    }
    return new SymbolTable(table == null ? List.of() : read(sections, table));
  }

  private static List<Symbol> read(SectionTable sections, Section table) throws ObjectException {
    ByteView view = table.content();
    if (view.size() % ENTRY != 0) {
      throw view.failure(view.size(), "expected symbols of 24 bytes, found a part of one");
    }
    StringTable names = new StringTable(sections.at(table.link(), view, 0).content());
    List<Symbol> symbols = new ArrayList<>();
    for (int at = 0; at < view.size(); at += ENTRY) {
      symbols.add(symbol(view, at, names));
    }
    return symbols;
  }

  private static Symbol symbol(ByteView view, int at, StringTable names) throws ObjectException {
    int info = view.u8(at + 4);
    int visibility = view.u8(at + 5) & 3;
    boolean hidden = visibility == Symbol.INTERNAL || visibility == Symbol.HIDDEN;
    String name = at == 0 ? "" : names.at(view.u32(at));
    int section = view.u16(at + 6);
    if (section == Symbol.COMMON) {
      throw view.failure(
          at, "common symbol " + name + " is not supported (compile with -fno-common)");
    }
    return new Symbol(
        name, info & 0xf, info >>> 4, hidden, section, view.u64(at + 8), view.u64(at + 16));
  }

  List<Symbol> all() {
    return symbols;
  }

  Symbol at(long index, ByteView asked, long offset) throws ObjectException {
    if (index <= 0 || index >= symbols.size()) {
      throw asked.failure(offset, "expected the index of a symbol, found " + index);
    }
    return symbols.get((int) index);
  }

  /** Tells whether a function lies in the section. */
  boolean hasFunctionIn(Section section) {
    return withFunctions.contains(section.index());
  }

  /** Returns the symbol that other files could see. */
  Optional<Symbol> global(Section section, String name) {
    return Optional.ofNullable(global.getOrDefault(section.index(), Map.of()).get(name));
  }
}
