package io.packetframe.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lint says, held to what this kernel says. */
@KernelTest
class LintOnThisKernelTest {
  private static final int FIRST_THAT_MAY_BE_MISSING = 100;
  private static final int BEYOND_ALL = 220;

  /** An id that the kernel has never heard of is called invalid, one of another type unknown. */
  @Test
  void helpersAreThoseOfThisRelease() throws Exception {
    LockedMemory.lift();
    KernelLine here = thisKernel();
    for (int id = FIRST_THAT_MAY_BE_MISSING; id < BEYOND_ALL; id++) {
      boolean expected =
          HelperReleases.exists(id)
              && HelperReleases.newer(id)
                  .map(helper -> helper.since().compareTo(here) <= 0)
                  .orElse(true);
      assertThat(isKnown(id)).as("helper %d on %s", id, here).isEqualTo(expected);
    }
  }

  private static KernelLine thisKernel() {
    KernelRelease release = KernelRelease.parse(System.getProperty("os.version")).orElseThrow();
    return new KernelLine(release.major(), release.minor());
  }

  private static boolean isKnown(int helper) {
    ProgramSpec program =
        new ProgramSpec(
            "helper",
            ProgramType.XDP,
            List.of(Instruction.call(helper), Instruction.exit()),
            "GPL");
    try (Program _ = Program.load(LinuxSystem.syscalls(), program)) {
      return true;
    } catch (BpfException e) {
      return !e.log().text().contains("invalid func");
    }
  }

  @Test
  void theStackIsWhatTheVerifierCounts() throws Exception {
    LockedMemory.lift();
    for (int bytes : List.of(8, 200, 512)) {
      ProgramSpec program = stackOf(bytes);
      try (var verified =
          Program.loadWithStatistics(LinuxSystem.syscalls(), program, AttachTarget.none())) {
        List<Integer> depths = verified.statistics().stackDepths();
        assertThat(new Flow(program, new Constants()).stackBytes()).containsEntry(0, bytes);
        assertThat(depths).isSubsetOf(bytes);
      }
    }
    assertThatThrownBy(() -> Program.load(LinuxSystem.syscalls(), stackOf(520)).close())
        .isInstanceOf(BpfException.class);
  }

  private static ProgramSpec stackOf(int bytes) {
    Instruction store = new Instruction(0x7a, 10, 0, -bytes, 0);
    return new ProgramSpec(
        "stack",
        ProgramType.XDP,
        List.of(store, Instruction.move(Instruction.R0, 2), Instruction.exit()),
        "GPL");
  }
}
