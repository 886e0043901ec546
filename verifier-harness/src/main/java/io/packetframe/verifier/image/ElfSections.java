package io.packetframe.verifier.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The named sections of a 64-bit little-endian ELF file: enough to ask a kernel module and a shared
 * library what they depend on. Loading programs is another package's business.
 */
final class ElfSections {
  private static final int MAGIC = 0x464c457f;
  private static final int NO_BITS = 8;

  private final Map<String, ByteBuffer> sections;

  private ElfSections(Map<String, ByteBuffer> sections) {
    this.sections = sections;
  }

  /** Reads the section table; {@code name} is what messages call the file. */
  static ElfSections parse(String name, ByteBuffer file) throws ElfException {
    try {
      ByteBuffer elf = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      if (elf.getInt(0) != MAGIC || elf.get(4) != 2 || elf.get(5) != 1) {
        throw new ElfException(name + ": not a 64-bit little-endian ELF file");
      }
      long table = elf.getLong(0x28);
      int entrySize = Short.toUnsignedInt(elf.getShort(0x3a));
      int count = Short.toUnsignedInt(elf.getShort(0x3c));
      int names = Short.toUnsignedInt(elf.getShort(0x3e));
      ByteBuffer nameTable = content(elf, header(elf, table, entrySize, names));
      Map<String, ByteBuffer> sections = new HashMap<>();
      for (int i = 0; i < count; i++) {
        ByteBuffer header = header(elf, table, entrySize, i);
        if (header.getInt(4) != NO_BITS) {
          sections.putIfAbsent(text(nameTable, header.getInt(0)), content(elf, header));
        }
      }
      return new ElfSections(sections);
    } catch (IndexOutOfBoundsException | BufferUnderflowException | ArithmeticException e) {
      throw new ElfException(name + ": truncated or broken section table");
    }
  }

  /** Returns the content of a section. */
  Optional<ByteBuffer> section(String name) {
    return Optional.ofNullable(sections.get(name))
        .map(it -> it.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns the text that starts at an offset and ends with a NUL. */
  static String text(ByteBuffer table, int from) {
    int end = from;
    while (table.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - from];
    table.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ByteBuffer header(ByteBuffer elf, long table, int size, int index) {
    return elf.slice(Math.toIntExact(table + (long) size * index), size)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer content(ByteBuffer elf, ByteBuffer header) {
    return elf.slice(Math.toIntExact(header.getLong(0x18)), Math.toIntExact(header.getLong(0x20)))
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
