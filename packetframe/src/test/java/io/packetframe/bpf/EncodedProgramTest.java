package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.testing.TestObjects;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the kernel's symbols become in the code of a program. */
class EncodedProgramTest {
  /** Instructions of {@code kfunc}: two addresses of functions and two calls. */
  private static final int ADDRESS = 0;

  private static final int CALL = 3;
  private static final int OTHER_CALL = 9;

  @Test
  void whatIsMissingIsZeroOrACallThatNoVerifierLetsThrough() throws Exception {
    ByteBuffer code = encoded((_, _) -> new KernelSymbol.Missing()).code();
    assertThat(code.getInt(8 * ADDRESS + 4)).isZero();
    assertThat(code.get(8 * ADDRESS + 1)).as("r2, no pseudo source").isEqualTo((byte) 0x02);
    assertThat(code.getInt(8 * CALL + 4)).isEqualTo(2_002_000_003);
    assertThat(code.get(8 * CALL + 1)).as("a helper's call").isZero();
  }

  @Test
  void whatTheKernelHasIsItsTypeAndWhereThatIs() throws Exception {
    EncodedProgram program =
        encoded(
            (_, name) ->
                new KernelSymbol.Typed(
                    name.startsWith("pf_") ? new AttachTarget(77, 5) : AttachTarget.inKernel(99)));
    ByteBuffer code = program.code();
    assertThat(code.get(8 * ADDRESS + 1)).as("r2, BPF_PSEUDO_BTF_ID").isEqualTo((byte) 0x32);
    assertThat(code.getInt(8 * ADDRESS + 4)).isEqualTo(77);
    assertThat(code.getInt(8 * ADDRESS + 12)).as("the module").isEqualTo(5);
    assertThat(code.get(8 * CALL + 1)).as("BPF_PSEUDO_KFUNC_CALL").isEqualTo((byte) 0x20);
    assertThat(code.getInt(8 * CALL + 4)).isEqualTo(77);
    assertThat(code.getShort(8 * CALL + 2)).as("place of the module").isEqualTo((short) 1);
    assertThat(code.getInt(8 * OTHER_CALL + 4)).isEqualTo(99);
    assertThat(code.getShort(8 * OTHER_CALL + 2)).as("the kernel itself").isZero();
    assertThat(program.descriptors().encode().getInt(4)).isEqualTo(5);
  }

  @Test
  void aFunctionWithoutATypeCannotBeCalled() {
    assertThatThrownBy(() -> encoded((_, _) -> new KernelSymbol.Address(1)))
        .isInstanceOf(LoadException.class)
        .hasMessage("program call calls a function of the kernel without a type");
  }

  private static EncodedProgram encoded(KernelSymbol.Finder kernel) throws Exception {
    ProgramSpec program =
        ObjectFile.parse(TestObjects.bytes("kfunc")).program("call").orElseThrow();
    return EncodedProgram.of(program, Map.of(), kernel);
  }
}
