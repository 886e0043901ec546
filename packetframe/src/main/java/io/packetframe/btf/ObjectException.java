package io.packetframe.btf;

import io.packetframe.PacketFrameException;

/**
 * The bytes of an object or a kernel are not what they should be, or hold what we do not support:
 * its ELF file (in {@code elf}) or its types ({@link BtfException}).
 */
public abstract class ObjectException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private final String section;
  private final long offset;
  private final String problem;

  /** Makes one for that place; the texts are printable. */
  protected ObjectException(String format, String section, long offset, String problem) {
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
