package io.packetframe.wire;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.Links;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets everything pass at the receivers. A veth takes frames that native XDP redirects to it only
 * where its peer is ready for them: with a program, in every kernel (veth_xdp_xmit).
 */
public final class PassProgram implements AutoCloseable {
  private static final int XDP_PASS = 2;

  private final Program program;
  private final List<KernelLink> links = new ArrayList<>();

  private PassProgram(Program program) {
    this.program = program;
  }

  /** Attaches to devices of this thread's network namespace. */
  public static PassProgram on(Syscalls syscalls, List<String> devices) throws BpfException {
    PassProgram pass = new PassProgram(Program.load(syscalls, spec(), AttachTarget.none()));
    try {
      for (String device : devices) {
        int index = Links.index(device);
        pass.links.add(Xdp.attachByLink(pass.program, index, XdpMode.NATIVE));
      }
      return pass;
    } catch (BpfException | RuntimeException e) {
      pass.close();
      throw e;
    }
  }

  private static ProgramSpec spec() {
    ProgramSection section = ProgramSection.of("xdp");
    return new ProgramSpec(
        "pf_pass",
        section.type(),
        section,
        List.of(Instruction.move(0, XDP_PASS), Instruction.exit()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "GPL");
  }

  @Override
  public void close() {
    links.forEach(KernelLink::close);
    program.close();
  }
}
