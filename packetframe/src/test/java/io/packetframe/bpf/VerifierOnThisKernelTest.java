package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What this kernel's verifier says about programs that it has to refuse. {@code
 * -Dverifier.logs=FOLDER} also writes its logs there, and a guest's are kept by the harness:
 * fixtures come into being that way.
 */
@KernelTest
class VerifierOnThisKernelTest {
  private static final String KEEP = "verifier.logs";

  /** Takes the verifier seconds, and minutes in an emulated guest: for fixtures only. */
  private static final String A_MILLION_STEPS = "loop_too_long";

  private static final int KEPT_LINES = 120;

  /** BPF_LOG_LEVEL1 and BPF_LOG_STATS. */
  private static final int EVERYTHING = 1 | 4;

  /** 16 bytes of stack, and 8 in the function that it calls. */
  private static final ProgramSpec TWO_FUNCTIONS =
      xdp(
          push(16),
          call(2),
          Instruction.move(0, 2),
          Instruction.exit(),
          push(8),
          Instruction.move(0, 0),
          Instruction.exit());

  /** 16 bytes, then 40 and 24 one below the other; beside them 200. */
  private static final ProgramSpec CHAIN =
      xdp(
          push(16),
          call(3), // the second function
          call(9), // the last
          Instruction.move(0, 2),
          Instruction.exit(),
          push(40),
          call(2), // the third
          Instruction.move(0, 0),
          Instruction.exit(),
          push(24),
          Instruction.move(0, 0),
          Instruction.exit(),
          push(200),
          Instruction.move(0, 0),
          Instruction.exit());

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Refusals refusals = new Refusals(syscalls);

  private static ProgramSpec xdp(Instruction... code) {
    return new ProgramSpec("pf_test", ProgramType.XDP, List.of(code), "GPL");
  }

  /** Writes the eight bytes of stack that far below the frame: as deep as the function goes. */
  private static Instruction push(int depth) {
    return new Instruction(0x7a, 10, 0, -depth, 1);
  }

  /** Calls the function that starts that many instructions behind the next one. */
  private static Instruction call(int distance) {
    return new Instruction(0x85, 0, 1, 0, distance);
  }

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void everyRefusalHasAReasonAndARemedy(TestReporter reporter) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String name : refusals.names()) {
      if (name.equals(A_MILLION_STEPS) && System.getProperty(KEEP) == null) {
        continue;
      }
      BpfException refusal = refusals.refusal(name);
      VerifierSummary summary = refusal.summary();
      keep(reporter, name, refusal.log());
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
    try (VerifiedProgram verified =
        Program.loadWithStatistics(syscalls, TWO_FUNCTIONS, AttachTarget.none())) {
      VerifierStatistics statistics = verified.statistics();
      assertThat(statistics.processedInstructions()).hasValue(7);
      assertThat(statistics.instructionLimit()).hasValue(1_000_000);
      assertThat(statistics.totalStates()).isPresent();
      assertThat(statistics.peakStates()).isPresent();
      assertThat(statistics.time()).isPresent();
      assertThat(statistics.stackDepths()).containsExactly(16, 8);
    }
  }

  @Test
  void theLogOfAnAcceptedProgramHasNoComplaint(TestReporter reporter) throws IOException {
    Map<String, ProgramSpec> programs =
        Map.of("accepted_two_functions", TWO_FUNCTIONS, "accepted_chain", CHAIN);
    for (Map.Entry<String, ProgramSpec> program : programs.entrySet()) {
      VerifierLog log = logOf(program.getValue());
      keep(reporter, program.getKey(), log);
      assertThat(log.summary().reason()).isEqualTo("the verifier gave no reason");
    }
  }

  private VerifierLog logOf(ProgramSpec accepted) {
    ByteBuffer memory = NativeMemory.allocate(1 << 16);
    long answer = -Errno.EAGAIN.number();
    for (int i = 0; i < 5 && answer == -Errno.EAGAIN.number(); i++) {
      KernelStruct attr = ProgramAttributes.of(accepted, AttachTarget.none()).with(memory);
      answer =
          syscalls.bpf(BpfCommand.PROG_LOAD, attr.u32(ProgramAttributes.LOG_LEVEL, EVERYTHING));
    }
    new Fd(syscalls, answer).close();
    return new VerifierLog(NativeMemory.text(memory, 0, memory.capacity()), false);
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

  private static void keep(TestReporter reporter, String name, VerifierLog log) throws IOException {
    String[] release = System.getProperty("os.version").split("[.-]", 3);
    String file = release[0] + "." + release[1] + "-" + name + ".log";
    // What loops a million times is the same line a million times.
    List<String> lines = log.text().lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size());
    String text = String.join("\n", last) + "\n";
    reporter.publishEntry(file, text);
    String folder = System.getProperty(KEEP);
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.writeString(Path.of(folder, file), text);
    }
  }
}
