package io.packetframe.bpf;

import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** The function that a loaded program begins with, as its own types name it. */
final class ProgramFunction {
  /** Up to and with nr_func_info of {@code struct bpf_prog_info}. */
  private static final int INFO_SIZE = 148;

  private static final int RECORD_SIZE_AT = 132;
  private static final int RECORDS_AT = 136;
  private static final int COUNT_AT = 144;

  /** {@code struct bpf_func_info}: place of the first instruction, id of the type. */
  private static final int RECORD_SIZE = 8;

  private ProgramFunction() {}

  /**
   * Returns its id in the program's BTF; empty if the program was loaded without types.
   *
   * @throws BpfException if the kernel refuses
   */
  static OptionalInt typeId(Program program) throws BpfException {
    ByteBuffer info = NativeMemory.allocate(INFO_SIZE);
    ByteBuffer first = NativeMemory.allocate(RECORD_SIZE);
    info.putInt(RECORD_SIZE_AT, RECORD_SIZE);
    info.putLong(RECORDS_AT, NativeMemory.address(first));
    info.putInt(COUNT_AT, 1);
    ObjectInfo.read(program.syscalls(), program.fd(), info, program.toString());
    int id = first.getInt(Integer.BYTES);
    return info.getInt(COUNT_AT) == 0 || id == 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }
}
