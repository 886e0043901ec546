package io.packetframe.bench;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import java.util.ArrayList;
import java.util.List;

/** An XDP program of one verdict: what a test run costs that does nothing, or the end of a wire. */
final class ReturnProgram implements AutoCloseable {
  static final int DROP = 1;
  static final int PASS = 2;

  private final Program program;
  private final List<KernelLink> links = new ArrayList<>();

  private ReturnProgram(Program program) {
    this.program = program;
  }

  /** Attaches one to devices of this thread's network namespace. */
  static ReturnProgram on(int verdict, List<String> devices) throws BpfException {
    ReturnProgram made =
        new ReturnProgram(Program.load(LinuxSystem.syscalls(), spec(verdict), AttachTarget.none()));
    try {
      for (String device : devices) {
        int index = Links.index(device);
        made.links.add(Xdp.attachByLink(made.program, index, XdpMode.NATIVE));
      }
      return made;
    } catch (BpfException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private static ProgramSpec spec(int verdict) {
    ProgramSection section = ProgramSection.of("xdp");
    return new ProgramSpec(
        "pf_return",
        section.type(),
        section,
        List.of(Instruction.move(0, verdict), Instruction.exit()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "GPL");
  }

  Program program() {
    return program;
  }

  @Override
  public void close() {
    links.forEach(KernelLink::close);
    program.close();
  }
}
