package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;

/**
 * A section of the file.
 *
 * @param size as the header has it; for {@code .bss} there are no bytes in the file
 * @param content its bytes; none for {@code .bss}
 */
record Section(
    int index,
    String name,
    long type,
    long flags,
    long size,
    long link,
    long info,
    ByteView content) {
  static final long PROGBITS = 1;
  static final long SYMBOL_TABLE = 2;
  static final long STRING_TABLE = 3;
  static final long RELA = 4;
  static final long NOBITS = 8;
  static final long REL = 9;

  private static final long ALLOCATED = 2;
  private static final long EXECUTABLE = 4;

  boolean isCode() {
    return type == PROGBITS && (flags & EXECUTABLE) != 0;
  }

  boolean isData() {
    return (type == PROGBITS || type == NOBITS) && (flags & (EXECUTABLE | ALLOCATED)) == ALLOCATED;
  }

  ObjectException failure(long offset, String problem) {
    return content.failure(offset, problem);
  }
}
