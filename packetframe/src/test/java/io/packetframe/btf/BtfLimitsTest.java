package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One past each limit of BTF, and types that never end. */
class BtfLimitsTest {
  private static final int POINTER = 2 << 24;

  /** BTF of these words, with the empty text alone. */
  private static byte[] btf(int... words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(24 + words.length * 4 + 1).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) BtfParser.MAGIC).put((byte) 1).put((byte) 0).putInt(24);
    bytes.putInt(0).putInt(words.length * 4).putInt(words.length * 4).putInt(1);
    bytes.asIntBuffer().put(words);
    return bytes.array();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | expected a BTF kind from 1 to 19, found 0",
        "20 | expected a BTF kind from 1 to 19, found 20",
        "31 | expected a BTF kind from 1 to 19, found 31",
      })
  void unknownKindsAreNamed(int kind, String problem) {
    assertThatThrownBy(() -> BtfParser.parse(btf(0, kind << 24, 0)))
        .isInstanceOf(BtfException.class)
        .hasMessage("BTF: .BTF types at offset 0x4: " + problem);
  }

  @Test
  void idsEndWithTheTypes() throws ObjectException {
    assertThat(BtfParser.parse(btf(0, POINTER, 1)).types()).hasSize(2);
    assertThatThrownBy(() -> BtfParser.parse(btf(0, POINTER, 2)))
        .hasMessage("BTF: .BTF types at offset 0x0: type 1: expected ids below 2, found 2");
    assertThatThrownBy(() -> BtfParser.parse(btf(0, POINTER, -1)))
        .hasMessage(
            "BTF: .BTF types at offset 0x0: type 1: expected ids below 2, found 4294967295");
  }

  @Test
  void linkagesEndAtExtern() {
    assertThatThrownBy(() -> BtfParser.parse(btf(0, 14 << 24, 0, 3)))
        .hasMessage("BTF: .BTF types at offset 0xc: expected a linkage from 0 to 2, found 3");
    assertThatThrownBy(() -> BtfParser.parse(btf(0, 12 << 24 | 3, 0)))
        .hasMessage("BTF: .BTF types at offset 0x4: expected a linkage from 0 to 2, found 3");
  }

  @Test
  void membersAreThere() {
    assertThatThrownBy(() -> BtfParser.parse(btf(0, 4 << 24 | 0xffff, 4)))
        .hasMessage(
            "BTF: .BTF types at offset 0xc: expected 786420 bytes for entries of type,"
                + " found the end at 0xc");
  }

  @Test
  void theHeadSaysWhatItIs() {
    byte[] swapped = btf();
    swapped[0] = (byte) 0xeb;
    swapped[1] = (byte) 0x9f;
    assertThatThrownBy(() -> BtfParser.parse(swapped))
        .hasMessage("BTF: .BTF at offset 0x0: expected little-endian, found big-endian");
    byte[] newer = btf();
    newer[2] = 2;
    assertThatThrownBy(() -> BtfParser.parse(newer))
        .hasMessage("BTF: .BTF at offset 0x2: expected version 1, found 2");
  }

  @Test
  void theKernelTakesAMillionTypes() throws ObjectException {
    int[] words = new int[(BtfParser.MAX_TYPES + 1) * 3];
    for (int i = 0; i < words.length; i += 3) {
      words[i + 1] = POINTER;
    }
    int[] most = Arrays.copyOf(words, BtfParser.MAX_TYPES * 3);
    assertThat(BtfParser.parse(btf(most)).types()).hasSize(BtfParser.MAX_TYPES + 1);
    assertThatThrownBy(() -> BtfParser.parse(btf(words)))
        .hasMessageEndingWith("expected at most 1048575 types");
  }

  @Test
  void loopsAndEndlessArraysHaveNoSize() {
    Btf btf =
        new Btf(
            List.of(
                new BtfType.VoidType(),
                new BtfType.Typedef("a", 2),
                new BtfType.Const(1),
                new BtfType.Array(3, 0, 1),
                new BtfType.Int("int", 4, 0, 0, 32),
                new BtfType.Array(4, 0, 0x1fffffff),
                new BtfType.Array(4, 0, 0x20000000),
                new BtfType.Array(6, 0, 0xffffffffL)));
    assertThat(btf.resolve(1)).isEmpty();
    assertThat(btf.size(1)).isEmpty();
    assertThat(btf.size(3)).isEmpty();
    assertThat(btf.size(5)).hasValue(0x7ffffffcL);
    assertThat(btf.size(6)).isEmpty();
    assertThat(btf.size(7)).isEmpty();
    assertThat(btf.size(0)).isEmpty();
  }
}
