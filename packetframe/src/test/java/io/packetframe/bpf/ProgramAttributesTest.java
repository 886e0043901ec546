package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.LineInfo;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The attribute of BPF_PROG_LOAD, field by field. */
class ProgramAttributesTest {
  private static final ByteBuffer NO_LOG = NativeMemory.allocate(0);

  private final Fd btf = new Fd(new ScriptedSyscalls(), 9);
  private final ProgramTypes types = new ProgramTypes(btf, text -> text.length() * 100);

  @Test
  void aPlainProgramSetsNothingThatAnOldKernelRefuses() {
    KernelStruct attr = attr(spec("", false), AttachTarget.none(), null);
    assertThat(attr.memory().capacity()).isEqualTo(144);
    assertThat(attr.u32(0)).isEqualTo(ProgramType.XDP.number());
    assertThat(attr.u32(4)).isEqualTo(2);
    assertThat(NativeMemory.text(attr.memory(), 48, 16)).isEqualTo("probe");
    for (int offset = 24; offset < 144; offset += 4) {
      if (offset < 48 || offset >= 64) {
        assertThat(attr.u32(offset)).as("offset " + offset).isZero();
      }
    }
    assertThat(attr.pointers())
        .extracting(KernelStruct.PointerField::offset)
        .containsExactly(8, 16);
  }

  @Test
  void theSectionTellsFlagsAndAttachType() {
    KernelStruct attr = attr(spec("fentry.s/vfs_read", false), AttachTarget.inKernel(77), null);
    assertThat(attr.u32(44)).isEqualTo(1 << 4);
    assertThat(attr.u32(68)).isEqualTo(24);
    assertThat(attr.u32(108)).isEqualTo(77);
    assertThat(attr.u32(112)).isZero();
    assertThat(attr(spec("xdp.frags", false), AttachTarget.none(), null).u32(44)).isEqualTo(1 << 5);
  }

  @Test
  void aTargetElsewhereIsADescriptorAndAnId() {
    KernelStruct attr = attr(spec("fexit/f", false), AttachTarget.inModule(5, btf), null);
    assertThat(attr.u32(108)).isEqualTo(5);
    assertThat(attr.u32(112)).isEqualTo(9);
    assertThatThrownBy(() -> new AttachTarget(-1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void functionsAndLinesAreRecordsOfEightAndSixteenBytes() {
    KernelStruct attr = attr(spec("xdp", true), AttachTarget.none(), types);
    assertThat(attr.u32(72)).as("prog_btf_fd").isEqualTo(9);
    assertThat(attr.u32(76)).as("func_info_rec_size").isEqualTo(8);
    assertThat(attr.u32(88)).as("func_info_cnt").isEqualTo(2);
    assertThat(ints(attr.target(80))).containsExactly(0, 12, 1, 13);
    assertThat(attr.u32(92)).as("line_info_rec_size").isEqualTo(16);
    assertThat(attr.u32(104)).as("line_info_cnt").isEqualTo(1);
    assertThat(ints(attr.target(96))).containsExactly(1, 300, 600, 40 << 10 | 1023);
  }

  @Test
  void aProgramWithoutFunctionsHasNoTypes() {
    KernelStruct attr = attr(spec("xdp", false), AttachTarget.none(), types);
    assertThat(attr.u32(72)).isZero();
    assertThat(attr.u32(76)).isZero();
    assertThat(attr.u32(92)).isZero();
  }

  @Test
  void aLogIsAskedForWithItsSize() {
    ByteBuffer log = NativeMemory.allocate(100);
    KernelStruct attr = ProgramAttributes.of(spec("xdp", false), AttachTarget.none()).with(log);
    assertThat(attr.u32(24)).isEqualTo(1);
    assertThat(attr.u32(28)).isEqualTo(100);
    assertThat(attr.target(32)).isSameAs(log);
  }

  private static KernelStruct attr(
      ProgramSpec spec, AttachTarget target, @Nullable ProgramTypes types) {
    return new ProgramAttributes(spec, EncodedProgram.of(spec), null, target, types).with(NO_LOG);
  }

  private static int[] ints(ByteBuffer memory) {
    int[] values = new int[memory.capacity() / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = memory.getInt(4 * i);
    }
    return values;
  }

  private static ProgramSpec spec(String section, boolean withTypes) {
    return new ProgramSpec(
        "probe",
        ProgramType.XDP,
        ProgramSection.of(section),
        List.of(Instruction.move(0, 2), Instruction.exit()),
        List.of(),
        withTypes ? List.of(new FunctionInfo(0, 12), new FunctionInfo(1, 13)) : List.of(),
        withTypes ? List.of(new LineInfo(1, "a.c", "exit()", 40, 5000)) : List.of(),
        List.of(),
        "GPL");
  }
}
