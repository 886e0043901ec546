package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.NotSupportedException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.XdpContext;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Set;

/** Test-runs an XDP program that drops every frame. */
sealed interface TestRunQuestion extends Question {
  /** XDP_DROP: a live frame ends here, and unlike XDP_ABORTED is no error that is traced. */
  int DROP = 1;

  /** Runs it in a way that kernels have learned since they can test-run. */
  Answer ask(Program drop);

  @Override
  default Answer ask(Syscalls syscalls) {
    List<Instruction> code = List.of(Instruction.move(Instruction.R0, DROP), Instruction.exit());
    try (Program drop =
        Program.loadWithSmallLog(
            syscalls, SmallestProgram.of(ProgramType.XDP, ProgramSection.none(), code))) {
      return ask(drop);
    } catch (BpfException e) {
      return Answer.inconclusive(e);
    }
  }

  /** Whether the run takes an XDP context (Linux 5.15, commit 47316f4a3053). */
  record Context() implements TestRunQuestion {
    @Override
    public Answer ask(Program drop) {
      return option(drop, shortest().with(new XdpContext(0, 0, 0)));
    }
  }

  /** Whether the kernel acts on the verdict (Linux 5.18, commit b530e9e1063e). */
  record LiveFrames() implements TestRunQuestion {
    @Override
    public Answer ask(Program drop) {
      return option(drop, shortest().withLiveFrames());
    }
  }

  /**
   * Whether a frame of that many bytes fits. What does not fit is EMSGSIZE before fragments, EINVAL
   * since, and ENOMEM where there would be more fragments than a frame can have.
   */
  record FrameSize(int bytes) implements TestRunQuestion {
    private static final Set<Errno> TOO_LARGE = Set.of(Errno.EMSGSIZE, Errno.EINVAL, Errno.ENOMEM);

    @Override
    public Answer ask(Program drop) {
      try {
        int _ = drop.testRun(TestRun.of(new byte[bytes])).verdict();
        return new Answer.Supported("ran");
      } catch (BpfException e) {
        return TOO_LARGE.contains(e.errno())
            ? new Answer.Unsupported(e.errno().toString())
            : Answer.inconclusive(e);
      }
    }
  }

  private static TestRun shortest() {
    return TestRun.of(new byte[64]);
  }

  private static Answer option(Program drop, TestRun run) {
    try {
      int _ = drop.testRun(run).verdict();
      return new Answer.Supported("ran");
    } catch (NotSupportedException e) {
      return new Answer.Unsupported(e.errno().toString());
    } catch (BpfException e) {
      return Answer.inconclusive(e);
    }
  }
}
