package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.PASS_NOT_CONFIGURED;
import static io.packetframe.packet.Counter.RX_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.packet.Counter;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped objects of the data path, as this kernel takes them. */
@KernelTest
class ObjectsOnThisKernelTest {
  /** Half of BPF_COMPLEXITY_LIMIT_INSNS. */
  private static final int HALF_OF_THE_LIMIT = 500_000;

  private static final int XDP_PASS = 2;

  @ParameterizedTest
  @EnumSource(Variant.class)
  void theVerifierHasRoomLeft(Variant variant) throws Exception {
    try (BpfObject object = variant.load()) {
      assertThat(object.programs()).containsOnlyKeys(variant.programs());
      for (String program : variant.programs()) {
        object
            .program(program)
            .info()
            .verifiedInstructions()
            .ifPresent(count -> assertThat(count).as(program).isBetween(1000, HALF_OF_THE_LIMIT));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Variant.class)
  void withoutConfigurationEveryFramePasses(Variant variant) throws Exception {
    byte[] frame = new byte[60];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) i;
    }
    try (BpfObject object = variant.load()) {
      TestRunResult result = object.program("fast_path").testRun(TestRun.of(frame));
      assertThat(result.verdict()).isEqualTo(XDP_PASS);
      assertThat(result.packet()).isEqualTo(frame);
      long[] counters = counters(object);
      for (Counter counter : Counter.values()) {
        boolean moves = counter == RX_TOTAL || counter == PASS_NOT_CONFIGURED;
        assertThat(counters[counter.index()]).as(counter.text()).isEqualTo(moves ? 1 : 0);
      }
    }
  }

  @Test
  void aClosedObjectLeavesNothingBehind() throws Exception {
    KernelIds.assertUnchangedBy(LinuxSystem.syscalls(), () -> Variant.TWO_STAGES.load().close());
  }

  private static long[] counters(BpfObject object) throws Exception {
    return PerCpuSum.of(
        object
            .map("STATS")
            .perCpuView(
                Codecs.U32, Codecs.counters(Counter.values().length), PossibleCpus.ofThisHost())
            .lookup(0)
            .orElseThrow());
  }
}
