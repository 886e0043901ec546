package io.packetframe.bpf;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What we send to the kernel, byte by byte, and what we make of its refusals. */
class KernelObjectsTest {
  private static final ProgramSpec PROGRAM =
      new ProgramSpec(
          "pf_test", ProgramType.XDP, List.of(Instruction.move(0, 2), Instruction.exit()), "GPL");

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<KernelStruct> seen = new ArrayList<>();

  @AfterEach
  void nothingStaysOpen() {
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aMapIsDescribedInSeventyTwoBytes() throws BpfException {
    record(BpfCommand.MAP_CREATE);
    try (BpfMap _ = BpfMap.create(kernel, new MapSpec("pf_map", MapType.LPM_TRIE, 5, 4, 9, 1))) {
      KernelStruct attr = seen.get(0);
      assertThat(attr.memory().capacity()).isEqualTo(72);
      assertThat(attr.u32(0)).isEqualTo(11);
      assertThat(attr.u32(4)).isEqualTo(5);
      assertThat(attr.u32(8)).isEqualTo(4);
      assertThat(attr.u32(12)).isEqualTo(9);
      assertThat(attr.u32(16)).isEqualTo(1);
      assertThat(NativeMemory.text(attr.memory(), 28, 16)).isEqualTo("pf_map");
      for (int offset = 48; offset < 72; offset++) {
        assertThat(attr.memory().get(offset)).as("padding at " + offset).isZero();
      }
    }
  }

  @Test
  void aProgramIsDescribedInAHundredAndFortyFourBytes() throws BpfException {
    record(BpfCommand.PROG_LOAD);
    try (Program _ = Program.load(kernel, PROGRAM)) {
      KernelStruct attr = seen.get(0);
      assertThat(attr.memory().capacity()).isEqualTo(144);
      assertThat(attr.u32(0)).isEqualTo(6);
      assertThat(attr.u32(4)).isEqualTo(2);
      assertThat(attr.target(8).capacity()).isEqualTo(16);
      assertThat(NativeMemory.text(attr.target(16), 0, 4)).isEqualTo("GPL");
      assertThat(attr.u32(24)).as("log level").isZero();
      assertThat(attr.u32(28)).as("log size").isZero();
      assertThat(NativeMemory.text(attr.memory(), 48, 16)).isEqualTo("pf_test");
    }
  }

  @Test
  void aRefusalCarriesStepErrnoAndTheVerifiersReason() {
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          if (attr.u32(24) == 1) {
            attr.target(32).put(0, "\n  R0 !read_ok\nprocessed".getBytes(StandardCharsets.UTF_8));
          }
          return refusal(Errno.EACCES);
        });
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM))
        .hasMessage(
            "load XDP program pf_test: EACCES (permission denied): R0 !read_ok: initialise the"
                + " register on every path to this instruction (1 line omitted)")
        .isInstanceOfSatisfying(
            BpfException.class,
            e -> {
              assertThat(e.errno()).isEqualTo(Errno.EACCES);
              assertThat(e.log().mentions("processed")).isTrue();
              assertThat(e.remedy()).isEmpty();
            });
  }

  @Test
  void everyStepThatIsRefusedNamesItselfAndLeaksNothing() throws BpfException {
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> refusal(Errno.ENOMEM));
    assertThatThrownBy(
            () -> BpfMap.create(kernel, new MapSpec("m", MapType.HASH, 4, 4, 1, 0)).close())
        .hasMessage("create HASH map m: ENOMEM (out of memory)");
  }

  @Test
  void aSignalThatNeverEndsIsReportedAfterFiveAttemptsWithoutAndFiveWithTheLog() {
    kernel.onBpf(BpfCommand.PROG_LOAD, _ -> refusal(Errno.EAGAIN));
    assertThatThrownBy(() -> Program.load(kernel, PROGRAM).close()).hasMessageContaining("EAGAIN");
    assertThat(kernel.calls()).hasSize(10);
    assertThatThrownBy(() -> Program.loadWithSmallLog(kernel, PROGRAM).close())
        .hasMessageContaining("EAGAIN");
    assertThat(kernel.calls()).hasSize(15);
  }

  @Test
  void informationAboutAProgramIsReadAndTheProgramClosed() throws BpfException {
    int[] knownBytes = {224};
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          assertThat(attr.u32(4)).isEqualTo(attr.target(8).capacity());
          attr.target(8).put(64, "xdp_main".getBytes(StandardCharsets.UTF_8));
          attr.target(8).putInt(0, 6).putInt(4, 12).putInt(48, -2);
          attr.target(8).put(8, new byte[] {0, 1, 2, 3, 4, 5, 6, (byte) 0xff});
          attr.target(8).putLong(192, 700).putLong(200, 7).putInt(216, 42);
          attr.u32(4, knownBytes[0]);
          return 0;
        });
    ProgramInfo info =
        new ProgramInfo(
            12, 6, "00010203040506ff", "xdp_main", 4294967294L, 700, 7, OptionalInt.of(42));
    assertThat(ProgramInfo.of(kernel, 12)).isEqualTo(info);
    // Linux 5.10 knows 208 bytes: nothing about verified instructions.
    knownBytes[0] = 208;
    assertThat(ProgramInfo.of(kernel, 12).verifiedInstructions()).isEmpty();
    kernel.onBpf(BpfCommand.OBJ_GET_INFO_BY_FD, _ -> refusal(Errno.EFAULT));
    assertThatThrownBy(() -> ProgramInfo.of(kernel, 12)).hasMessageContaining("read about program");
    kernel.onBpf(BpfCommand.PROG_GET_FD_BY_ID, _ -> refusal(Errno.ENOENT));
    assertThatThrownBy(() -> ProgramInfo.of(kernel, 12)).hasMessageContaining("open program 12");
  }

  private void record(BpfCommand command) {
    kernel.onBpf(
        command,
        attr -> {
          seen.add(attr);
          return 0;
        });
  }
}
