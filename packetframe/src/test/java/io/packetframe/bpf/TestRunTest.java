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
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** BPF_PROG_TEST_RUN on kernels of several ages. */
class TestRunTest {
  private static final ProgramSpec PROGRAM =
      new ProgramSpec(
          "pf_test", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");
  private static final byte[] PACKET = new byte[60];

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aPlainRunHasNoContextNoFlagsAndRoomForAGrownPacket() throws BpfException {
    TestRunResult result =
        run(
            TestRun.of(PACKET).repeated(9),
            attr -> {
              assertThat(attr.memory().capacity()).isEqualTo(80);
              assertThat(attr.u32(8)).isEqualTo(60);
              assertThat(attr.target(16).capacity()).isEqualTo(60);
              assertThat(attr.u32(12)).isEqualTo(attr.target(24).capacity()).isEqualTo(572);
              assertThat(attr.u32(32)).isEqualTo(9);
              for (int offset = 40; offset < 80; offset++) {
                assertThat(attr.memory().get(offset)).as("offset " + offset).isZero();
              }
              attr.target(24).put(0, (byte) 0xaa);
              attr.u32(4, 3).u32(12, 64).u32(36, -1);
              return 0;
            });
    assertThat(result.verdict()).isEqualTo(3);
    assertThat(result.nanos()).isEqualTo(4294967295L);
    assertThat(result.packet()).hasSize(64).startsWith(0xaa);
    assertThat(result.context()).isEmpty();
  }

  @Test
  void aContextGoesInAndComesBack() throws BpfException {
    TestRunResult result =
        run(
            TestRun.of(PACKET).with(new XdpContext(8, 5, 1)),
            attr -> {
              assertThat(attr.u32(40)).isEqualTo(attr.u32(44)).isEqualTo(24);
              assertThat(attr.target(48).getInt(0)).as("data").isEqualTo(8);
              assertThat(attr.target(48).getInt(4)).as("data_end").isEqualTo(60);
              assertThat(attr.target(48).getInt(8)).as("data_meta").isZero();
              assertThat(attr.target(48).getInt(12)).as("ingress_ifindex").isEqualTo(5);
              assertThat(attr.target(48).getInt(16)).as("rx_queue_index").isEqualTo(1);
              assertThat(attr.target(48).getInt(20)).as("egress_ifindex").isZero();
              attr.target(56).putInt(0, 4).putInt(12, 5);
              return 0;
            });
    assertThat(result.context()).contains(new XdpContext(4, 5, 0));
  }

  @Test
  void anSkbContextGoesInAndComesBack() throws BpfException {
    SkbContext context = new SkbContext(1, 2, 3, 4, List.of(5, 6, 7, 8, 9), 10L << 32, 11, 12, 13);
    TestRunResult result =
        run(
            TestRun.of(PACKET).with(context),
            attr -> {
              assertThat(attr.u32(40)).isEqualTo(attr.u32(44)).isEqualTo(192);
              attr.target(56).put(0, attr.target(48), 0, 192).putInt(8, 99);
              return 0;
            });
    assertThat(result.context())
        .contains(new SkbContext(99, 2, 3, 4, List.of(5, 6, 7, 8, 9), 10L << 32, 11, 12, 13));
    assertThatThrownBy(() -> new SkbContext(0, 0, 0, 0, List.of(), 0, 0, 0, 0))
        .hasMessage("a control block of 0 numbers");
  }

  @Test
  void liveFramesHaveABatchAndNothingToReturn() throws BpfException {
    TestRunResult result =
        run(
            TestRun.of(PACKET).withLiveFrames().with(new XdpContext(0, 5, 0)),
            attr -> {
              assertThat(attr.u32(64)).isEqualTo(2);
              assertThat(attr.u32(72)).isEqualTo(64);
              assertThat(attr.u32(12)).isZero();
              assertThat(attr.u32(44)).isZero();
              assertThat(attr.pointers()).hasSize(2);
              return 0;
            });
    assertThat(result.packet()).isEmpty();
    assertThat(result.context()).isEmpty();
  }

  @Test
  void aPacketThatGrewBeyondTheRoomIsAskedForOnceMore() throws BpfException {
    TestRunResult result =
        run(
            TestRun.of(PACKET),
            attr -> {
              boolean fits = attr.u32(12) >= 3000;
              attr.u32(12, 3000);
              return fits ? 0 : refusal(Errno.ENOSPC);
            });
    assertThat(result.packet()).hasSize(3000);
    assertThat(kernel.calls()).hasSize(3);
  }

  @Test
  void neitherEndlessGrowthNorEndlessSignalsKeepUs() {
    for (Errno errno : List.of(Errno.ENOSPC, Errno.EINTR)) {
      assertThatThrownBy(
              () ->
                  run(
                      TestRun.of(PACKET),
                      attr -> {
                        attr.u32(12, attr.u32(12) + 1);
                        return refusal(errno);
                      }))
          .hasMessageStartingWith("test-run XDP program pf_test: " + errno.name());
    }
    assertThatThrownBy(
            () ->
                run(
                    TestRun.of(PACKET),
                    attr -> {
                      attr.u32(12, Integer.MAX_VALUE);
                      return refusal(Errno.ENOSPC);
                    }))
        .hasMessageContaining("ENOSPC");
  }

  @Test
  void anOldKernelIsToldFromABadContext() {
    assertThatThrownBy(() -> run(TestRun.of(PACKET).with(new XdpContext(3, 0, 0)), Old::before515))
        .hasMessage(
            "test-run XDP program pf_test: this kernel has no XDP context for test runs (Linux"
                + " 5.15): EINVAL (invalid argument)")
        .isInstanceOfSatisfying(
            NotSupportedException.class,
            e -> assertThat(e.feature()).isEqualTo("XDP context for test runs"));
    assertThatThrownBy(() -> run(TestRun.of(PACKET).with(new XdpContext(3, 0, 0)), Old::newest))
        .hasMessage("test-run XDP program pf_test: EINVAL (invalid argument)")
        .isNotInstanceOf(NotSupportedException.class);
  }

  @Test
  void anOldKernelIsToldFromBadLiveFrames() {
    assertThatThrownBy(() -> run(TestRun.of(PACKET).withLiveFrames(), Old::before515))
        .hasMessageContaining("this kernel has no live frames (Linux 5.18)")
        .isInstanceOf(NotSupportedException.class);
    assertThatThrownBy(() -> run(TestRun.of(PACKET).withLiveFrames(), Old::newest))
        .isNotInstanceOf(NotSupportedException.class);
  }

  /** Kernels that refuse every run of a program, each as it does. */
  private static final class Old {
    static long before515(KernelStruct attr) {
      return refusal(Errno.EINVAL);
    }

    static long newest(KernelStruct attr) {
      boolean longContext = attr.u32(40) > XdpContext.SIZE;
      boolean longBatch = attr.u32(72) > 256;
      return refusal(longContext || longBatch ? Errno.E2BIG : Errno.EINVAL);
    }
  }

  private TestRunResult run(TestRun run, ToLongFunction<KernelStruct> answer) throws BpfException {
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, answer);
    try (Program program = Program.load(kernel, PROGRAM)) {
      return program.testRun(run);
    }
  }
}
