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

/** A program that only returns: what being run costs by itself, or the end of a wire. */
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
    ReturnProgram made = new ReturnProgram(load("xdp", verdict));
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

  /** Loads one for any section, attached to nothing. */
  static Program load(String sectionName, int answer) throws BpfException {
    return Program.load(LinuxSystem.syscalls(), spec(sectionName, answer), AttachTarget.none());
  }

  private static ProgramSpec spec(String sectionName, int answer) {
    ProgramSection section = ProgramSection.of(sectionName);
    return new ProgramSpec(
        "pf_return",
        section.type(),
        section,
        List.of(Instruction.move(0, answer), Instruction.exit()),
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
