package io.packetframe.elf;

import io.packetframe.PacketFrameException;

/** An object file is not what it should be, or holds what we do not support. */
public abstract sealed class ObjectException extends PacketFrameException
    permits ElfException, BtfException {
  private static final long serialVersionUID = 1L;

  private final String section;
  private final long offset;
  private final String problem;

  ObjectException(String format, String section, long offset, String problem) {
    super(format + ": " + section + " at offset 0x" + Long.toHexString(offset) + ": " + problem);
    this.section = section;
    this.offset = offset;
    this.problem = problem;
  }

  /** Returns the section, or the part of the file that no section holds. */
  public String section() {
    return section;
  }

  /** Returns where in the section. */
  public long offset() {
    return offset;
  }

  /** Returns what was expected there and what was found, or what is not supported. */
  public String problem() {
    return problem;
  }
}
