package io.packetframe.bpf.link;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** A program that counts how often it is called, in a map of its own. */
final class CountingProgram implements AutoCloseable {
  private static final int MAP_LOOKUP_ELEM = 1;

  private final BpfMap counter;
  private final Program program;

  private CountingProgram(BpfMap counter, Program program) {
    this.counter = counter;
    this.program = program;
  }

  static CountingProgram load(Syscalls syscalls, String section, int verdict) throws BpfException {
    return load(syscalls, section, verdict, AttachTarget.none());
  }

  /** Loads a program of the type that the section says. */
  static CountingProgram load(Syscalls syscalls, String section, int verdict, AttachTarget target)
      throws BpfException {
    BpfMap counter = BpfMap.create(syscalls, new MapSpec("pf_count", MapType.ARRAY, 4, 8, 1, 0));
    try {
      return new CountingProgram(
          counter, Program.load(syscalls, spec(counter, section, verdict), target));
    } catch (BpfException e) {
      counter.close();
      throw e;
    }
  }

  Program program() {
    return program;
  }

  long count() throws BpfException {
    return counter.view(Codecs.U32, Codecs.U64).lookup(0).orElseThrow();
  }

  private static ProgramSpec spec(BpfMap counter, String name, int verdict) {
    ProgramSection section = ProgramSection.of(name);
    List<Instruction> instructions =
        List.of(
            new Instruction(0x62, 10, 0, -4, 0),
            new Instruction(0x18, 1, 1, 0, counter.fd().number()),
            new Instruction(0, 0, 0, 0, 0),
            new Instruction(0xbf, 2, 10, 0, 0),
            new Instruction(0x07, 2, 0, 0, -4),
            Instruction.call(MAP_LOOKUP_ELEM),
            // if (value != NULL) lock *value += 1
            new Instruction(0x15, 0, 0, 2, 0),
            Instruction.move(1, 1),
            new Instruction(0xdb, 0, 1, 0, 0),
            Instruction.move(0, verdict),
            Instruction.exit());
    return new ProgramSpec(
        "pf_count",
        section.type(),
        section,
        instructions,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "GPL");
  }

  @Override
  public void close() {
    program.close();
    counter.close();
  }
}
