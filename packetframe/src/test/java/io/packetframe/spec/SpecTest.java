package io.packetframe.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
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

  @Test
  void referencesStandInOrderInsideTheProgram() {
    Reference map = new Reference.MapAddress(0, "m");
    assertThat(program(List.of(map)).references()).containsExactly(map);
    assertThatThrownBy(() -> program(List.of(map, map)))
        .hasMessage("program x misplaces MapAddress[instruction=0, map=m]");
    assertThatThrownBy(() -> program(List.of(new Reference.MapAddress(2, "m"))))
        .hasMessage("program x misplaces MapAddress[instruction=2, map=m]");
  }

  @Test
  void namesAreUniqueInAnObject() {
    MapSpec map = new MapSpec("m", MapType.ARRAY, 4, 4, 1, 0);
    assertThatThrownBy(
            () -> new ObjectSpec(List.of(), List.of(map, map), "", Optional.empty(), List.of()))
        .hasMessage("two maps of name m");
    ProgramSpec program = program(List.of());
    ObjectSpec object =
        new ObjectSpec(List.of(program), List.of(map), "GPL", Optional.empty(), List.of());
    assertThat(object.program("x")).contains(program);
    assertThat(object.map("m")).contains(map);
    assertThat(object.map("x")).isEmpty();
  }

  private static ProgramSpec program(List<Reference> references) {
    return new ProgramSpec(
        "x",
        ProgramType.XDP,
        ProgramSection.none(),
        List.of(Instruction.move(0, 2), Instruction.exit()),
        references,
        List.of(),
        List.of(),
        List.of(),
        "GPL");
  }

  private static byte[] bytes(Instruction instruction, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.allocate(Instruction.SIZE).order(order);
    instruction.encode(buffer);
    return buffer.array();
  }
}
