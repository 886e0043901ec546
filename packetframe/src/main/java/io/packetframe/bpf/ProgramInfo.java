package io.packetframe.bpf;

import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.OptionalInt;

/**
 * What the kernel tells about a loaded program ({@code struct bpf_prog_info}).
 *
 * @param id as the kernel numbers it
 * @param type the kernel's number: programs of others may have a type that {@link ProgramType}
 *     lacks
 * @param tag a hash of the instructions in 16 hexadecimal digits; blind to which maps they use
 * @param name at most 15 bytes, may be empty
 * @param createdByUid who loaded it
 * @param runTimeNanos summed over all runs while kernel.bpf_stats_enabled is 1; else it stands
 * @param runCount runs counted under the same condition
 * @param verifiedInstructions what the verifier went through, where the kernel tells (5.16)
 */
public record ProgramInfo(
    int id,
    int type,
    String tag,
    String name,
    long createdByUid,
    long runTimeNanos,
    long runCount,
    OptionalInt verifiedInstructions) {
  /** Up to and with verified_insns; 5.10 fills the first 208 bytes. */
  private static final int SIZE = 224;

  private static final int VERIFIED_INSTRUCTIONS = 216;

  /**
   * Asks about the program with that id (needs CAP_SYS_ADMIN).
   *
   * @throws BpfException if the kernel refuses; ENOENT where the program is gone
   */
  public static ProgramInfo of(Syscalls syscalls, int id) throws BpfException {
    try (Fd fd = ObjectInfo.open(syscalls, BpfCommand.PROG_GET_FD_BY_ID, id, "program")) {
      return of(syscalls, fd, "program " + Integer.toUnsignedString(id));
    }
  }

  static ProgramInfo of(Syscalls syscalls, Fd fd, String what) throws BpfException {
    ByteBuffer info = NativeMemory.allocate(SIZE);
    int known = ObjectInfo.read(syscalls, fd, info, what);
    byte[] tag = new byte[8];
    info.get(8, tag);
    return new ProgramInfo(
        info.getInt(4),
        info.getInt(0),
        HexFormat.of().formatHex(tag),
        NativeMemory.text(info, 64, 16),
        Integer.toUnsignedLong(info.getInt(48)),
        info.getLong(192),
        info.getLong(200),
        known >= VERIFIED_INSTRUCTIONS + Integer.BYTES
            ? OptionalInt.of(info.getInt(VERIFIED_INSTRUCTIONS))
            : OptionalInt.empty());
  }

  static String typeName(int type) {
    for (ProgramType known : ProgramType.values()) {
      if (known.number() == type) {
        return known.name();
      }
    }
    return "type " + type;
  }
}
