package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What this kernel's verifier says about programs that it has to refuse. {@code
 * -Dverifier.logs=FOLDER} also writes its logs there: fixtures come into being that way.
 */
@KernelTest
class VerifierOnThisKernelTest {
  private static final String KEEP = "verifier.logs";

  /** Takes the verifier seconds, and minutes in an emulated guest: for fixtures only. */
  private static final String A_MILLION_STEPS = "loop_too_long";

  private static final int KEPT_LINES = 120;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Refusals refusals = new Refusals(syscalls);

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void everyRefusalHasAReasonAndARemedy() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : refusals.names()) {
      if (name.equals(A_MILLION_STEPS) && System.getProperty(KEEP) == null) {
        continue;
      }
      BpfException refusal = refusals.refusal(name);
      VerifierSummary summary = refusal.summary();
      keep(name, refusal.log());
      boolean isKnown = summary.remedy().isPresent() || name.equals("opcode_of_no_kernel");
      if (summary.reason().isBlank() || !isKnown || refusal.getMessage().contains("\n")) {
        wrong.add(name + ": " + refusal.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theLineOfSourceIsNamedWithItsFile() {
    VerifierSummary summary = refusals.refusal("value_without_null_check").summary();
    assertThat(summary.source())
        .hasValueSatisfying(
            line -> {
              assertThat(line.text()).isEqualTo("return value[1];");
              assertThat(line.file().orElse("")).endsWith("verifier.bpf.c");
              assertThat(line.line().orElse(0)).isGreaterThan(50);
            });
  }

  @Test
  void anAcceptedProgramHasItsStatistics() throws BpfException {
    ProgramSpec two =
        new ProgramSpec(
            "pf_test",
            ProgramType.XDP,
            List.of(
                new Instruction(0x7a, 10, 0, -16, 1),
                new Instruction(0x85, 0, 1, 0, 2), // call the function
                Instruction.move(0, 2),
                Instruction.exit(),
                new Instruction(0x7a, 10, 0, -8, 1),
                Instruction.move(0, 0),
                Instruction.exit()),
            "GPL");
    try (VerifiedProgram verified =
        Program.loadWithStatistics(syscalls, two, AttachTarget.none())) {
      VerifierStatistics statistics = verified.statistics();
      assertThat(statistics.processedInstructions()).hasValue(7);
      assertThat(statistics.instructionLimit()).hasValue(1_000_000);
      assertThat(statistics.totalStates()).isPresent();
      assertThat(statistics.peakStates()).isPresent();
      assertThat(statistics.time()).isPresent();
      // One number a function, or, as in 7.3, one for all of them.
      assertThat(statistics.stackDepths()).isIn(List.of(16, 8), List.of(32));
    }
  }

  @Test
  void aRefusedProgramIsExplainedWhereStatisticsWereAskedFor() {
    ProgramSpec nothing =
        new ProgramSpec("pf_test", ProgramType.XDP, List.of(Instruction.exit()), "GPL");
    assertThatThrownBy(
            () -> Program.loadWithStatistics(syscalls, nothing, AttachTarget.none()).close())
        .hasMessageContaining("R0 !read_ok: initialise");
  }

  @Test
  void refusalsLeaveNothingBehind() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> assertThat(refusals.refusal("reference_not_released").summary()).isNotNull());
  }

  private static void keep(String name, VerifierLog log) throws IOException {
    String folder = System.getProperty(KEEP);
    if (folder != null) {
      String release = Files.readString(Path.of("/proc/sys/kernel/osrelease"));
      String[] numbers = release.split("[.-]", 3);
      Path file = Path.of(folder, numbers[0] + "." + numbers[1] + "-" + name + ".log");
      Files.createDirectories(file.getParent());
      // What loops a million times is the same line a million times.
      List<String> lines = log.text().lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size());
      Files.writeString(file, String.join("\n", last) + "\n");
    }
  }
}
