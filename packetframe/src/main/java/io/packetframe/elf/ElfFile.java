package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;

/** The parts of an ELF file that the rest of the package works on. */
record ElfFile(SectionTable sections, SymbolTable symbols) {
  /** Far above what compilers make; objects are read into memory as a whole. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  static ElfFile read(byte[] bytes) throws ObjectException {
    ByteView file = new ByteView(ElfException::new, "file", bytes);
    if (bytes.length > MAX_BYTES) {
      throw file.failure(MAX_BYTES, "expected at most 16 MiB, found " + bytes.length + " bytes");
    }
    SectionTable sections = SectionTable.read(file);
    return new ElfFile(sections, SymbolTable.read(sections));
  }
}
