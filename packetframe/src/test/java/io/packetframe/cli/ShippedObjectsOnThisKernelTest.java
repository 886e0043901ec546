package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.probe.ConfigQuestions;
import io.packetframe.probe.Feasibility;
import io.packetframe.probe.Finding;
import io.packetframe.probe.ObjectProbe;
import io.packetframe.probe.ProbedHost;
import io.packetframe.probe.Verdict;
import io.packetframe.record.ProgramRecord;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What this kernel's verifier thinks of the data path, as {@code feasibility} reports it. */
@KernelTest
class ShippedObjectsOnThisKernelTest {
  private final List<ObjectProbe> probes = ShippedObjects.probes();

  @Test
  void bothFormsAreTakenAndNoLimitOfTheVerifiersIsHalfUsed() {
    ProbedHost host =
        new ProbedHost(LinuxSystem.syscalls(), HostFiles.ofThisHost(), Path.of("/sys/fs/bpf"));
    List<String> taken = new ArrayList<>();
    for (Finding finding : Feasibility.of(host, probes, ConfigQuestions.NONE)) {
      if (finding.name().startsWith("program.")) {
        assertThat(finding.verdict()).as(finding.name()).isInstanceOf(Verdict.Supported.class);
        taken.add(finding.name());
      }
    }
    assertThat(taken).containsExactly("program.fast_path", "program.two_stage");

    List<ProgramRecord> programs = ShippedObjects.programs(probes);
    assertThat(programs)
        .extracting(it -> it.capability() + " " + it.program())
        .containsExactly(
            "program.fast_path fast_path",
            "program.two_stage fast_path",
            "program.two_stage finalize");
    for (ProgramRecord program : programs) {
      assertHalf(program, program.instructions(), program.instructionLimit().orElseThrow());
      assertHalf(program, program.stackBytes(), ProgramRecord.STACK_LIMIT);
    }
  }

  /** Every kernel that we run on says both numbers. */
  private static void assertHalf(ProgramRecord program, OptionalLong used, long limit) {
    assertThat(used).as("%s", program).isPresent();
    assertThat(used.getAsLong()).as("%s", program).isBetween(1L, limit / 2);
  }
}
