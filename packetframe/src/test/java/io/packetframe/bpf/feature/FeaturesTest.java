package io.packetframe.bpf.feature;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each errno and each line of the verifier means to each kind of question. */
class FeaturesTest {
  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final Features features = new Features(kernel);

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "XDP, 0, '', Supported",
    "XDP, 22, '', Unsupported",
    "XDP, 22, 'R0 !read_ok', Inconclusive",
    "XDP, 1, '', Inconclusive",
    "XDP, 38, '', Inconclusive",
    "XDP, 7, '', Inconclusive",
    "XDP, 12, '', Inconclusive",
    "TRACING, 22, 'Tracing programs must provide btf_id', Supported",
    "TRACING, 22, '', Unsupported",
    "STRUCT_OPS, 524, 'processed 0 insns', Supported",
    "STRUCT_OPS, 524, '', Inconclusive",
  })
  void programTypes(ProgramType type, int errno, String log, String answer) {
    load(errno, log);
    expect(each -> each.programType(type), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "HASH, 0, Supported",
    "HASH, 22, Unsupported",
    "HASH, 9, Inconclusive",
    "HASH, 1, Inconclusive",
    "HASH, 7, Inconclusive",
    "ARRAY_OF_MAPS, 9, Supported",
    "ARRAY_OF_MAPS, 22, Unsupported",
    "ARRAY_OF_MAPS, 1, Inconclusive",
    "ARRAY_OF_MAPS, 0, Supported",
    "TASK_STORAGE, 9, Supported",
    "TASK_STORAGE, 22, Unsupported",
    "TASK_STORAGE, 12, Inconclusive",
    "STRUCT_OPS, 524, Supported",
    "STRUCT_OPS, 22, Unsupported",
    "STRUCT_OPS, 1, Inconclusive",
  })
  void mapTypes(MapType type, int errno, String answer) {
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> -errno);
    expect(each -> each.mapType(type), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported",
    "13, 'R1 type=ctx expected=fp', Supported",
    "22, 'unknown func bpf_loop#181', Unsupported",
    "22, 'program of this type cannot use helper bpf_loop#181', Unsupported",
    "22, '', Inconclusive",
    "22, 'Tracing programs must provide btf_id', Inconclusive",
    "1, 'unknown func', Inconclusive",
    "38, '', Inconclusive",
    "12, 'processed 3 insns', Inconclusive",
  })
  void helpers(int errno, String log, String answer) {
    load(errno, log);
    expect(each -> each.helper(ProgramType.XDP, 181), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "TCX_INGRESS, 9, Supported",
    "TCX_INGRESS, 22, Unsupported",
    "TCX_INGRESS, 1, Inconclusive",
    "CGROUP_UDP4_RECVMSG, 19, Inconclusive",
    "SK_REUSEPORT_SELECT, 9, Inconclusive",
  })
  void attachTypes(AttachType type, int errno, String answer) {
    kernel.onBpf(BpfCommand.PROG_ATTACH, _ -> -errno);
    expect(each -> each.attachType(type), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE_FENTRY, 22, 'attach_btf_id 1 is not a function', Supported",
    "TRACE_RAW_TP, 22, 'attach_btf_id 1 is not a typedef', Supported",
    "TRACE_ITER, 22, 'processed 0 insns', Unsupported",
    "LSM_MAC, 1, '', Inconclusive",
    "LSM_MAC, 524, '', Inconclusive",
  })
  void attachTypesThatTheLoadChecks(AttachType type, int errno, String log, String answer) {
    load(errno, log);
    expect(each -> each.attachType(type), answer);
  }

  @ParameterizedTest
  @CsvSource({
    "CGROUP, 9, Supported",
    "PERF_EVENT, 9, Supported",
    "KPROBE_MULTI, 14, Supported",
    "UPROBE_MULTI, 9, Supported",
    "NETFILTER, 97, Supported",
    "TCX, 19, Supported",
    "NETKIT, 19, Supported",
    "TCX, 22, Unsupported",
    "KPROBE_MULTI, 95, Unsupported",
    "TCX, 9, Inconclusive",
    "TCX, 1, Inconclusive",
    "CGROUP, 0, Supported",
  })
  void links(LinkKind kind, int errno, String answer) {
    kernel.onBpf(BpfCommand.LINK_CREATE, _ -> -errno);
    expect(each -> each.link(kind), answer);
  }

  @Test
  void whereTheProgramCannotBeThereIsNoLink() {
    load(22, "");
    expect(each -> each.link(LinkKind.NETFILTER), "Unsupported");
  }

  @Test
  void whereTheProgramMustNotBeTheLinkIsNotKnown() {
    load(1, "");
    expect(each -> each.link(LinkKind.TCX), "Inconclusive");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported",
    "22, '3: (06) ...\nunknown opcode 06', Unsupported",
    "22, 'BPF_MOV uses reserved fields', Unsupported",
    "22, 'R0 !read_ok', Inconclusive",
    "13, 'unknown opcode 06', Inconclusive",
  })
  void instructionSets(int errno, String log, String answer) {
    load(errno, log);
    for (InstructionSet version : InstructionSet.values()) {
      expect(each -> each.instructionSet(version), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, Supported", "7, Unsupported", "22, Inconclusive", "1, Inconclusive"})
  void largePrograms(int errno, String answer) {
    load(errno, "");
    expect(Features::largePrograms, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported",
    "22, 'back-edge from insn 2 to 1', Unsupported",
    "22, 'infinite loop detected', Inconclusive",
    "1, '', Inconclusive",
  })
  void boundedLoops(int errno, String log, String answer) {
    load(errno, log);
    expect(Features::boundedLoops, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported",
    "22, '', Unsupported",
    "22, 'R0 !read_ok', Inconclusive",
    "1, '', Inconclusive",
  })
  void framesOfSeveralBuffers(int errno, String log, String answer) {
    load(errno, log);
    expect(Features::fragments, answer);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, Supported",
    "0, 4, Supported",
    "0, -22, Unsupported",
    "0, -19, Inconclusive",
    "-1, 0, Inconclusive",
    "-22, 0, Inconclusive",
  })
  void lookups(int answerOfTheRun, int verdict, String answer) {
    kernel.onBpf(
        BpfCommand.PROG_TEST_RUN,
        attr -> {
          attr.u32(4, verdict);
          return answerOfTheRun;
        });
    expect(each -> each.fibLookup(FibLookupFlag.MARK), answer);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 22, 90})
  void theLargestFrameIsFoundByHalving(int tooLarge) {
    int[] runs = {0};
    kernel.onBpf(
        BpfCommand.PROG_TEST_RUN,
        attr -> {
          runs[0]++;
          return attr.u32(8) <= 3520 ? 0 : -tooLarge;
        });
    assertThat(features.largestTestRunFrame()).hasValue(3520);
    assertThat(runs[0]).isLessThan(25);
  }

  @Test
  void aLargestFrameThatCannotBeFoundIsNotGuessed() {
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, attr -> attr.u32(8) <= 64 ? 0 : refusal(Errno.EPERM));
    assertThat(features.largestTestRunFrame()).isEmpty();
  }

  @Test
  void liveFramesAndContextsAreWhatTheRunTakes() {
    expect(Features::liveFrames, "Supported");
    expect(Features::testRunContext, "Supported");
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, _ -> refusal(Errno.EINVAL));
    expect(Features::liveFrames, "Unsupported");
    expect(Features::testRunContext, "Unsupported");
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, _ -> refusal(Errno.EPERM));
    expect(Features::liveFrames, "Inconclusive");
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, FeaturesTest::faultOfOurs);
    expect(Features::testRunContext, "Inconclusive");
  }

  /** Says EINVAL to the run, and E2BIG to what is too large: a kernel that knows contexts. */
  private static long faultOfOurs(KernelStruct attr) {
    return refusal(attr.u32(40) > 100 ? Errno.E2BIG : Errno.EINVAL);
  }

  @Test
  void onlyConclusiveAnswersAreKept() {
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> refusal(Errno.EPERM));
    assertThat(features.mapType(MapType.HASH)).isInstanceOf(Answer.Inconclusive.class);
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> 0);
    assertThat(features.mapType(MapType.HASH)).isInstanceOf(Answer.Supported.class);
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> refusal(Errno.EINVAL));
    assertThat(features.mapType(MapType.HASH)).isInstanceOf(Answer.Supported.class);
    assertThat(features.mapType(MapType.ARRAY)).isInstanceOf(Answer.Unsupported.class);
    assertThat(kernel.calls()).hasSize(3);
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertThatThrownBy(() -> features.programType(ProgramType.UNSPEC))
        .isInstanceOf(IllegalArgumentException.class);
    for (int bytes : List.of(-1, 13, (46 << 16) + 1)) {
      assertThatThrownBy(() -> features.testRunFrame(bytes))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void load(int errno, String log) {
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          if (attr.u32(24) != 0) {
            attr.target(32).put(0, log.getBytes(StandardCharsets.UTF_8));
          }
          return -errno;
        });
  }

  /** Asks anew: what an earlier row has left in the cache is not asked again. */
  private void expect(Function<Features, Answer> question, String answer) {
    Answer found = question.apply(new Features(kernel));
    assertThat(found.getClass().getSimpleName()).as(found.toString()).isEqualTo(answer);
  }
}
