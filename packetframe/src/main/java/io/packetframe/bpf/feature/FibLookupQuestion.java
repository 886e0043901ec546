package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.TestRun;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs an XDP program that looks 0.0.0.0 up for the loopback interface, with flags, and returns
 * what the helper returned. EINVAL is its word for a flag that it does not know; a lookup that only
 * finds nothing is a positive number.
 */
record FibLookupQuestion(int flags) implements Question {
  private static final int FIB_LOOKUP = 69;
  private static final int AF_INET = 2;
  private static final int LOOPBACK = 1;
  private static final byte[] PACKET = new byte[64];

  /** {@code struct bpf_fib_lookup}. */
  private static final int PARAMETERS = 64;

  private static final int INTERFACE = 8;

  /** h_vlan_proto and h_vlan_TCI, in network byte order. */
  private static final int TAG = 48;

  @Override
  public Answer ask(Syscalls syscalls) {
    int verdict;
    try (Program lookup =
        Program.loadWithSmallLog(
            syscalls,
            SmallestProgram.of(
                ProgramType.XDP, SmallestProgram.of(ProgramType.XDP).section(), code()))) {
      verdict = lookup.testRun(TestRun.of(PACKET)).verdict();
    } catch (BpfException e) {
      return Answer.inconclusive(e);
    }
    if (verdict >= 0) {
      return new Answer.Supported("the lookup answers " + verdict);
    }
    Errno errno = Errno.of(verdict);
    return errno.equals(Errno.EINVAL)
        ? new Answer.Unsupported(errno.toString())
        : new Answer.Inconclusive("bpf_fib_lookup: " + errno, Optional.of(errno));
  }

  private List<Instruction> code() {
    List<Instruction> code = new ArrayList<>();
    for (int offset = -PARAMETERS; offset < 0; offset += 8) {
      code.add(new Instruction(0x7a, 10, 0, offset, 0)); // *(u64 *)(r10 + offset) = 0
    }
    code.add(new Instruction(0x72, 10, 0, -PARAMETERS, AF_INET)); // u8
    code.add(new Instruction(0x62, 10, 0, -PARAMETERS + INTERFACE, LOOPBACK)); // u32
    if ((flags & FibLookupFlag.VLAN_INPUT.bit()) != 0) {
      // EINVAL is also the word for a tag that is none.
      int tag = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0x0100_0081 : 0x8100_0001;
      code.add(new Instruction(0x62, 10, 0, -PARAMETERS + TAG, tag)); // u32
    }
    // r1 is the context still.
    code.add(new Instruction(0xbf, 2, 10, 0, 0)); // r2 = r10
    code.add(new Instruction(0x07, 2, 0, 0, -PARAMETERS)); // r2 += -64
    code.add(Instruction.move(3, PARAMETERS));
    code.add(Instruction.move(4, flags));
    code.add(Instruction.call(FIB_LOOKUP));
    code.add(Instruction.exit());
    return code;
  }
}
