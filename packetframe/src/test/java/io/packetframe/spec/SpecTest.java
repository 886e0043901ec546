package io.packetframe.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
  @Test
  void anInstructionIsEightBytesInTheHostsOrder() {
    Instruction instruction = new Instruction(0x61, 1, 10, -8, 0x01020304);
    assertThat(bytes(instruction, ByteOrder.LITTLE_ENDIAN))
        .containsExactly(0x61, 0xa1, 0xf8, 0xff, 4, 3, 2, 1);
    assertThat(bytes(instruction, ByteOrder.BIG_ENDIAN))
        .containsExactly(0x61, 0x1a, 0xff, 0xf8, 1, 2, 3, 4);
  }

  @Test
  void fieldsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new Instruction(256, 0, 0, 0, 0)).hasMessageContaining("opcode");
    assertThatThrownBy(() -> new Instruction(0, 16, 0, 0, 0)).hasMessageContaining("destination");
    assertThatThrownBy(() -> new Instruction(0, 0, -1, 0, 0)).hasMessageContaining("source");
    assertThatThrownBy(() -> new Instruction(0, 0, 0, 40000, 0)).hasMessageContaining("offset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "dash-ed", "ü"})
  void namesThatTheKernelRefusesAreRefusedHere(String name) {
    List<Instruction> code = List.of(Instruction.exit());
    assertThatThrownBy(() -> new ProgramSpec(name, ProgramType.XDP, code, "GPL"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MapSpec(name, MapType.ARRAY, 4, 4, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKernelGetsFifteenCharactersOfAName() {
    List<Instruction> code = List.of(Instruction.exit());
    assertThat(new ProgramSpec("sixteen_bytes_xx", ProgramType.XDP, code, "GPL").kernelName())
        .isEqualTo("sixteen_bytes_x");
    assertThat(new MapSpec("sixteen_bytes_xx", MapType.ARRAY, 4, 4, 1, 0).kernelName())
        .isEqualTo("sixteen_bytes_x");
  }

  @Test
  void aProgramWithoutCodeAndAMapOfNegativeSizeDoNotExist() {
    assertThatThrownBy(() -> new ProgramSpec("x", ProgramType.XDP, List.of(), "GPL"))
        .hasMessage("program x has no instruction");
    assertThatThrownBy(() -> new MapSpec("x", MapType.HASH, -1, 4, 1, 0))
        .hasMessage("map x has a negative size");
  }

  private static byte[] bytes(Instruction instruction, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(Instruction.SIZE).order(order);
    instruction.encode(buffer);
    return buffer.array();
  }
}
