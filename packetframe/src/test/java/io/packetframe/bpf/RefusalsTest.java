package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the kernel answers at whatever step: the message names the step, nothing leaks. */
class RefusalsTest {
  private static final Path PIN = Path.of("/bpf/pin");
  private static final MapSpec MAP = new MapSpec("pf_map", MapType.HASH, 4, 4, 8, 0);
  private static final MapSpec PER_CPU = new MapSpec("pf_stats", MapType.PERCPU_ARRAY, 4, 8, 1, 0);
  private static final MapSpec SLOTS = new MapSpec("pf_slots", MapType.PROG_ARRAY, 4, 4, 2, 0);
  private static final ProgramSpec PASS =
      new ProgramSpec(
          "pf_pass", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();

  /** EPERM, EINTR, E2BIG, EAGAIN, ENOMEM, EINVAL, EMFILE, ENOSPC, EOPNOTSUPP, ENOTSUPP. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 11, 12, 22, 24, 28, 95, 524})
  void everyStepNamesItselfAndLeaksNothing(int errno) throws BpfException {
    try (BpfMap map = BpfMap.create(kernel, MAP);
        BpfMap perCpu = BpfMap.create(kernel, PER_CPU);
        BpfMap slots = BpfMap.create(kernel, SLOTS);
        Program program = Program.load(kernel, PASS)) {
      List<Long> owned = kernel.openDescriptors();
      Errno answer = new Errno(errno);
      kernel.refusingBpf(answer);
      for (Map.Entry<String, ThrowingCallable> step :
          steps(map, perCpu, new ProgramArray(slots), program).entrySet()) {
        assertThatThrownBy(step.getValue())
            .as(step.getKey())
            .isInstanceOf(BpfException.class)
            .hasMessageStartingWith(step.getKey())
            .hasMessageContaining(answer.toString());
        assertThat(kernel.openDescriptors()).as(step.getKey()).isEqualTo(owned);
      }
    }
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  private Map<String, ThrowingCallable> steps(
      BpfMap map, BpfMap perCpu, ProgramArray slots, Program program) {
    MapView<Integer, Integer> view = map.view(Codecs.U32, Codecs.U32);
    MapView<Integer, List<Long>> stats =
        perCpu.perCpuView(Codecs.U32, Codecs.U64, new PossibleCpus(2));
    List<MapEntry<Integer, Integer>> entries = List.of(new MapEntry<>(1, 2));
    Map<String, ThrowingCallable> steps = new LinkedHashMap<>();
    steps.put("create HASH map pf_map", () -> BpfMap.create(kernel, MAP).close());
    steps.put("open map 7", () -> BpfMap.openById(kernel, 7).close());
    steps.put("open pinned map /bpf/pin", () -> BpfMap.openPinned(kernel, PIN).close());
    steps.put("read about HASH map pf_map", map::info);
    steps.put("pin HASH map pf_map at /bpf/pin", () -> map.pin(PIN));
    steps.put("freeze HASH map pf_map", map::freeze);
    steps.put("look up in HASH map pf_map", () -> view.lookup(1));
    steps.put("update HASH map pf_map:", () -> view.update(1, 2, UpdateMode.ANY));
    steps.put("delete from HASH map pf_map:", () -> view.delete(1));
    steps.put("walk the keys of HASH map pf_map", () -> view.keys(1));
    steps.put(
        "update HASH map pf_map, after 0 of 1", () -> view.updateAll(entries, UpdateMode.ANY));
    steps.put("delete from HASH map pf_map, after 0 of 1", () -> view.deleteAll(List.of(1)));
    steps.put("look up in PERCPU_ARRAY map pf_stats", () -> stats.lookup(0));
    steps.put("update PROG_ARRAY map pf_slots", () -> slots.set(0, program));
    steps.put("look up in PROG_ARRAY map pf_slots", () -> slots.programId(0));
    steps.put("delete from PROG_ARRAY map pf_slots", () -> slots.clear(0));
    steps.put("load XDP program pf_pass", () -> Program.load(kernel, PASS).close());
    steps.put("open program 7", () -> Program.openById(kernel, 7).close());
    steps.put("open pinned program /bpf/pin", () -> Program.openPinned(kernel, PIN).close());
    steps.put("read about XDP program pf_pass", program::info);
    steps.put("pin XDP program pf_pass at /bpf/pin", () -> program.pin(PIN));
    steps.put("test-run XDP program pf_pass", () -> program.testRun(TestRun.of(new byte[60])));
    steps.put("unpin /bpf/pin", () -> Pins.remove(kernel, PIN));
    return steps;
  }
}
