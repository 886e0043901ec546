package io.packetframe.probe;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the answers of a kernel mean to the rows of a full report. */
class AdvisoriesTest extends AnsweringKernelTest {
  AdvisoriesTest(@TempDir Path directory) {
    super(directory);
  }

  @ParameterizedTest
  @CsvSource({
    "2, Unsupported, does not tell",
    "1, Inconclusive, EPERM",
    "93, Inconclusive, generic netlink: ",
  })
  void whatDevicesCanDoIsToldByAFamilyOfNetlink(int errno, String answer, String detail) {
    kernel.onRecv(memory -> netlinkError(memory, -errno));
    expect(new DeviceFeaturesProbe(), answer, detail);
  }

  @Test
  void anAnswerOfTheFamilyIsAPassAndGarbageIsNone() {
    kernel.onRecv(memory -> netlinkError(memory, 0));
    expect(new DeviceFeaturesProbe(), "Supported", "netdev");
    kernel.onRecv(_ -> 3);
    expect(new DeviceFeaturesProbe(), "Inconclusive", "no answer");
    kernel.onSocket(refusal(Errno.EPERM));
    expect(new DeviceFeaturesProbe(), "Inconclusive", "EPERM");
  }

  private static long netlinkError(ByteBuffer memory, int error) {
    memory.putInt(0, 20);
    memory.putShort(4, (short) 2);
    memory.putInt(16, error);
    return 20;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, Supported, needs no RLIMIT_MEMLOCK",
    "1, 0, Unsupported, charged to RLIMIT_MEMLOCK",
    "1, 1, Inconclusive, create a map: EPERM",
    "12, 0, Inconclusive, ENOMEM",
    "38, 0, Unsupported, this kernel has no bpf(2)",
  })
  void memoryIsChargedToTheLimitIfAMapNeedsIt(
      int atNone, int asFound, String answer, String detail) {
    Deque<Integer> answers = new ArrayDeque<>(List.of(atNone, asFound));
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> -answers.remove());
    expect(new MemoryAccountingProbe(), answer, detail);
  }

  @Test
  void theLimitIsSetBackWhateverTheKernelSays() {
    List<String> steps = new ArrayList<>();
    kernel.onPrlimit(
        _ -> {
          steps.add("limit");
          return 0;
        });
    kernel.onBpf(
        BpfCommand.MAP_CREATE,
        _ -> {
          steps.add("map");
          return refusal(Errno.ENOMEM);
        });
    expect(new MemoryAccountingProbe(), "Inconclusive", "ENOMEM");
    assertThat(steps).containsExactly("limit", "map", "limit");
    kernel.onPrlimit(_ -> refusal(Errno.EPERM));
    expect(new MemoryAccountingProbe(), "Inconclusive", "prlimit: EPERM");
  }

  @ParameterizedTest
  @CsvSource({
    "'1 t ___bpf_prog_run\n2 t __bpf_prog_ret0_warn\n', Unsupported, an interpreter too",
    "'1 t __bpf_prog_run_xdp\n2 t __bpf_prog_ret0_warn\n', Supported, no interpreter",
    "'1 t ___bpf_prog_run_not\n', Inconclusive, names no function of BPF",
    "'', Inconclusive, names no function of BPF",
  })
  void anInterpreterIsAmongTheFunctionsOrNot(String symbols, String answer, String detail) {
    tree.file("/proc/kallsyms", symbols);
    expect(new AlwaysCompiledProbe(), answer, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIG_BPF_JIT_ALWAYS_ON=y, Supported, no interpreter (CONFIG_",
    "# CONFIG_BPF_JIT_ALWAYS_ON is not set, Unsupported, an interpreter too",
  })
  void theConfigurationSaysWhetherThereIsOne(String line, String answer, String detail) {
    tree.file("/boot/config-6.12.0-test", "CONFIG_BPF=y\n" + line + "\n");
    expect(new AlwaysCompiledProbe(), answer, detail);
  }

  @Test
  void withoutItsListOfFunctionsAKernelDoesNotTell() {
    expect(new AlwaysCompiledProbe(), "Inconclusive", "/proc/kallsyms does not exist");
  }

  @ParameterizedTest
  @CsvSource({
    "3520, Unsupported, 'frames of up to 3520 bytes, not of 9018'",
    "9017, Unsupported, 'frames of up to 9017 bytes, not of 9018'",
    "9018, Supported, frames of up to 9018 bytes",
  })
  void aTestRunShouldTakeAJumboFrame(int largest, String answer, String detail) {
    kernel.onBpf(
        BpfCommand.PROG_TEST_RUN, attr -> attr.u32(8) <= largest ? 0 : refusal(Errno.EMSGSIZE));
    expect(new TestRunFrameProbe(), answer, detail);
  }

  @Test
  void whereTestRunsAreRefusedNothingIsKnownOfFrames() {
    kernel.onBpf(BpfCommand.PROG_TEST_RUN, _ -> refusal(Errno.EPERM));
    expect(new TestRunFrameProbe(), "Inconclusive", "test-run: EPERM");
  }
}
