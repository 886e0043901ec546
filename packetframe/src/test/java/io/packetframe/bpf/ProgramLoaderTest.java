package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the verifier's log is asked for, and how large. */
class ProgramLoaderTest {
  private static final ProgramSpec PROGRAM =
      new ProgramSpec(
          "pf_test", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<Integer> logSizes = new ArrayList<>();

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aProgramThatIsAcceptedIsSentOnceWithoutALog() throws BpfException {
    refuse(0, 0, Errno.EACCES);
    kernel.onBpf(BpfCommand.PROG_LOAD, this::sizeOf);
    Program.load(kernel, PROGRAM).close();
    assertThat(logSizes).containsExactly(0);
  }

  @Test
  void whoOnlyAsksSendsASmallLogAtOnce() {
    refuse(100, 100, Errno.EINVAL);
    assertThatThrownBy(() -> Program.loadWithSmallLog(kernel, PROGRAM).close())
        .hasMessageContaining("EINVAL")
        .hasMessageContaining("first line");
    assertThat(logSizes).containsExactly(16384);
  }

  @Test
  void statisticsComeWithTheFirstCall() throws BpfException {
    List<Integer> levels = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          levels.add(attr.u32(24));
          attr.target(32)
              .put(0, "stack depth 8\nprocessed 2 insns\n".getBytes(StandardCharsets.UTF_8));
          return sizeOf(attr);
        });
    try (VerifiedProgram verified =
        Program.loadWithStatistics(kernel, PROGRAM, AttachTarget.none())) {
      assertThat(verified.statistics().processedInstructions()).hasValue(2);
      assertThat(verified.statistics().stackDepths()).containsExactly(8);
    }
    assertThat(levels).containsExactly(4);
  }

  @Test
  void whereStatisticsWereAskedForARefusalHasItsWholeLog() {
    refuse(100, 0, Errno.EACCES);
    assertThatThrownBy(
            () -> Program.loadWithStatistics(kernel, PROGRAM, AttachTarget.none()).close())
        .hasMessageContaining("first line");
    assertThat(logSizes).containsExactly(16384, 0, 65536);
  }

  @Test
  void aRefusedProgramIsSentAgainWithALog() {
    refuse(1000, 0, Errno.EACCES);
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM).close())
        .hasMessage("load XDP program pf_test: EACCES (permission denied): first line");
    assertThat(logSizes).containsExactly(0, 65536);
  }

  @Test
  void aLogGrowsUntilItIsWholeWhereTheKernelDoesNotTellItsSize() {
    refuse(1_000_000, 0, Errno.EACCES);
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM).close())
        .hasMessageContaining("EACCES")
        .isInstanceOfSatisfying(BpfException.class, e -> assertThat(e.log().truncated()).isFalse());
    assertThat(logSizes).containsExactly(0, 65536, 262144, 1048576);
  }

  @Test
  void aLogIsOfTheRightSizeAtOnceWhereTheKernelTells() {
    refuse(1_000_000, 1_000_000, Errno.EACCES);
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM).close()).hasMessageContaining("EACCES");
    assertThat(logSizes).containsExactly(0, 65536, 1_000_000);
  }

  @Test
  void beyondSixteenMebibytesTheLogIsTruncatedAndTheRefusalIsStillTheVerifiers() {
    refuse(Integer.MAX_VALUE, Integer.MAX_VALUE, Errno.EACCES);
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM).close())
        .isInstanceOfSatisfying(
            BpfException.class,
            e -> {
              assertThat(e.errno()).isEqualTo(Errno.EACCES);
              assertThat(e.log().truncated()).isTrue();
              assertThat(e.log().firstLine()).isEqualTo("first line");
            });
    assertThat(logSizes).containsExactly(0, 65536, 16 << 20);
  }

  @Test
  void whatWasShortAtFirstMayDoAtTheSecondTry() throws BpfException {
    kernel.onBpf(BpfCommand.PROG_LOAD, attr -> sizeOf(attr) + (logSizes.size() == 1 ? -12 : 0));
    Program.load(kernel, PROGRAM).close();
    assertThat(logSizes).containsExactly(0, 65536);
  }

  /** The verifier writes that much, and says so where {@code trueSize} is not 0. */
  private void refuse(int logLength, int trueSize, Errno errno) {
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          long _ = sizeOf(attr);
          if (attr.u32(24) == 0) {
            return refusal(errno);
          }
          attr.target(32).put(0, "first line\n".getBytes(StandardCharsets.UTF_8));
          attr.u32(140, trueSize);
          return refusal(attr.u32(28) < logLength ? Errno.ENOSPC : errno);
        });
  }

  private long sizeOf(KernelStruct attr) {
    assertThat(attr.u32(28)).isEqualTo(attr.u32(24) == 0 ? 0 : attr.target(32).capacity());
    logSizes.add(attr.u32(28));
    return 0;
  }
}
