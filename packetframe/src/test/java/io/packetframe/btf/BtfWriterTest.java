package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.testing.TestObjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types to bytes and back. */
class BtfWriterTest {
  private static final BtfType VOID = new BtfType.VoidType();

  @ParameterizedTest
  @ValueSource(strings = {"core", "functions", "globals", "maps", "nested", "sections", "types"})
  void whatClangWroteComesBack(String object) throws ObjectException {
    Btf types = ObjectFile.parse(TestObjects.bytes(object)).btf().orElseThrow();
    assertThat(BtfParser.parse(BtfWriter.write(types)).types()).isEqualTo(types.types());
  }

  @Test
  void everyKindComesBackWithItsLargestNumbers() throws ObjectException {
    long max = 0xffffffffL;
    List<BtfType> types =
        List.of(
            VOID,
            new BtfType.Int("int", max, 15, 255, 255),
            new BtfType.Pointer(1),
            new BtfType.Array(1, 2, max),
            new BtfType.Struct(
                "s",
                max,
                true,
                List.of(
                    new BtfType.Member("", 2, 0xffffff, 255), new BtfType.Member("b", 1, 0, 0))),
            new BtfType.Union("u", max, false, List.of(new BtfType.Member("m", 1, max, 0))),
            new BtfType.Enumeration("", max, true, List.of(new BtfType.Constant("A", -1))),
            new BtfType.Enumeration("e", 4, false, List.of(new BtfType.Constant("B", max))),
            new BtfType.Forward("f", true),
            new BtfType.Forward("f", false),
            new BtfType.Typedef("t", 19),
            new BtfType.Volatile(1),
            new BtfType.Const(1),
            new BtfType.Restrict(2),
            new BtfType.Function("call", 15, BtfType.Linkage.EXTERN),
            new BtfType.FunctionPrototype(
                0, List.of(new BtfType.Parameter("p", 1), new BtfType.Parameter("", 0))),
            new BtfType.Variable("v", 1, BtfType.Linkage.GLOBAL),
            new BtfType.DataSection(".data", max, List.of(new BtfType.Placement(16, max, max))),
            new BtfType.FloatingPoint("double", 8),
            new BtfType.DeclarationTag("tag", 4, -1, true),
            new BtfType.TypeTag("user", 1, true),
            new BtfType.Enumeration64(
                "w", 8, true, List.of(new BtfType.Constant("C", Long.MIN_VALUE))),
            new BtfType.Enumeration64("x", 8, false, List.of(new BtfType.Constant("D", -1))));
    assertThat(BtfParser.parse(BtfWriter.write(new Btf(types))).types()).isEqualTo(types);
  }

  @Test
  void eachTextIsWrittenOnce() {
    Btf btf =
        new Btf(List.of(VOID, new BtfType.Typedef("same", 0), new BtfType.Typedef("same", 0)));
    byte[] bytes = BtfWriter.write(btf);
    assertThat(bytes).hasSize(24 + 2 * 12 + "\0same\0".length());
    assertThat(new String(bytes, 48, 6, StandardCharsets.US_ASCII)).isEqualTo("\0same\0");
  }

  @Test
  void textsOfLinesAreThere() throws ObjectException {
    Btf btf = new Btf(List.of(VOID, new BtfType.Typedef("t", 0)));
    EncodedBtf encoded = BtfWriter.encode(btf, List.of("a.c", "return 0;", "t"));
    byte[] bytes = encoded.toArray();
    assertThat(new String(bytes, 36, bytes.length - 36, StandardCharsets.US_ASCII))
        .isEqualTo("\0a.c\0return 0;\0t\0");
    assertThat(encoded.offsetOf("")).isZero();
    assertThat(encoded.offsetOf("a.c")).isEqualTo(1);
    assertThat(encoded.offsetOf("return 0;")).isEqualTo(5);
    assertThat(BtfParser.parse(encoded.toArray()).types()).isEqualTo(btf.types());
    assertThatThrownBy(() -> encoded.offsetOf("b.c")).hasMessage("not among the texts: b.c");
  }

  @Test
  void whatFitsNoFieldIsRefused() {
    refused(new BtfType.Int("int", 1L << 32, 0, 0, 8), "not a number of 32 bits: 4294967296");
    refused(new BtfType.Int("int", 4, 16, 0, 8), "not a number of 4 bits: 16");
    refused(new BtfType.Int("int", 4, 0, 0, 256), "not a number of 8 bits: 256");
    refused(new BtfType.Array(0, 0, -1), "not a number of 32 bits: -1");
    refused(
        new BtfType.Struct("s", 4, true, List.of(new BtfType.Member("m", 0, 1 << 24, 0))),
        "bit field m too far inside");
    refused(
        new BtfType.Union(
            "u", 4, false, Collections.nCopies(65536, new BtfType.Member("m", 0, 0, 0))),
        "type u has 65536 parts");
    refused(VOID, "void has no bytes");
    refused(new BtfType.Typedef("x".repeat(16 << 20), 0), "texts too large for a kernel");
  }

  @Test
  void moreThanAKernelTakesIsRefused() {
    BtfType large =
        new BtfType.Struct(
            "s", 4, false, Collections.nCopies(65535, new BtfType.Member("m", 0, 0, 0)));
    List<BtfType> types = new ArrayList<>(Collections.nCopies(22, large));
    types.set(0, VOID);
    assertThat(BtfWriter.write(new Btf(types))).hasSizeLessThan(16 << 20);
    types.add(large);
    assertThatThrownBy(() -> BtfWriter.write(new Btf(types)))
        .hasMessageEndingWith("too large for a kernel");
  }

  private static void refused(BtfType type, String message) {
    assertThatThrownBy(() -> BtfWriter.write(new Btf(List.of(VOID, type))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
