package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.btf.ObjectException;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.TestObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Programs that every verifier refuses, by the name of their complaint: those of {@code
 * verifier.bpf.c}, with types and lines, and some that no compiler writes.
 */
final class Refusals {
  private static final Instruction ZERO = Instruction.move(Instruction.R0, 0);
  private static final Instruction EXIT = Instruction.exit();

  /** Instructions of XDP programs. */
  private static final Map<String, List<Instruction>> RAW =
      Map.of(
          "register_not_set", List.of(new Instruction(0xbf, 0, 9, 0, 0), EXIT),
          "no_exit", List.of(ZERO, ZERO),
          "unreachable", List.of(ZERO, EXIT, ZERO, EXIT),
          "jump_out", List.of(ZERO, new Instruction(0x05, 0, 0, 9, 0), EXIT),
          "stack_misaligned", List.of(ZERO, new Instruction(0x7a, 10, 0, -12, 1), EXIT),
          "stack_beyond_its_end", List.of(ZERO, new Instruction(0x7a, 10, 0, -520, 1), EXIT),
          "frame_written", List.of(Instruction.move(10, 0), ZERO, EXIT),
          "division_by_zero", List.of(ZERO, new Instruction(0x37, 0, 0, 0, 0), EXIT),
          "opcode_of_no_kernel", List.of(ZERO, new Instruction(0xfd, 0, 0, 0, 0), EXIT));

  private static final String FOR_GPL_ONLY = "helper_for_gpl_only";
  private static final int TRACE_PRINTK = 6;

  private final Syscalls syscalls;
  private final ObjectSpec object;

  Refusals(Syscalls syscalls) {
    this.syscalls = syscalls;
    try {
      this.object = ObjectFile.parse(TestObjects.bytes("verifier"));
    } catch (ObjectException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> names() {
    List<String> names = new ArrayList<>(new TreeMap<>(RAW).keySet());
    names.add(FOR_GPL_ONLY);
    for (ProgramSpec program : object.programs()) {
      names.add(program.name());
    }
    return names;
  }

  /** Returns what the kernel says to that program. */
  BpfException refusal(String name) {
    try {
      load(name);
    } catch (BpfException e) {
      return e;
    } catch (PacketFrameException e) {
      throw new AssertionError(name, e);
    }
    throw new AssertionError("accepted: " + name);
  }

  private void load(String name) throws PacketFrameException {
    if (RAW.containsKey(name)) {
      Program.load(syscalls, new ProgramSpec("pf_test", ProgramType.XDP, RAW.get(name), "GPL"))
          .close();
    } else if (name.equals(FOR_GPL_ONLY)) {
      Program.load(
              syscalls,
              new ProgramSpec(
                  "pf_test",
                  ProgramType.XDP,
                  List.of(Instruction.call(TRACE_PRINTK), EXIT),
                  "Proprietary"))
          .close();
    } else {
      BpfObject.load(syscalls, object, LoadOptions.defaults().with(name)).close();
    }
  }
}
