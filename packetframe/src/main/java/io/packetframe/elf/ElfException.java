package io.packetframe.elf;

import io.packetframe.btf.ObjectException;

/** The ELF file, its code or its maps are at fault. */
public final class ElfException extends ObjectException {
  private static final long serialVersionUID = 1L;

  ElfException(String section, long offset, String problem) {
    super("ELF", section, offset, problem);
  }
}
