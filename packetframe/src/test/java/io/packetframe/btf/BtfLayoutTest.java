package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The bytes of types, against the running kernel's own structures for them: each is written behind
 * one integer, and found again by the kernel's offsets.
 */
@KernelTest
class BtfLayoutTest {
  private static final BtfType INT = new BtfType.Int("int", 4, 1, 0, 32);

  private static KernelLayout layout;

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int type;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @Test
  void header() {
    write(INT);
    int end = at("btf_header", "str_len") + Integer.BYTES;
    assertThat(bytes.getShort(at("btf_header", "magic"))).isEqualTo((short) 0xeb9f);
    assertThat(bytes.get(at("btf_header", "version"))).isEqualTo((byte) 1);
    assertThat(bytes.get(at("btf_header", "flags"))).isZero();
    assertThat(bytes.getInt(at("btf_header", "hdr_len"))).isEqualTo(end);
    assertThat(bytes.getInt(at("btf_header", "type_off"))).isZero();
    int types = 2 * (size("btf_type") + Integer.BYTES);
    assertThat(bytes.getInt(at("btf_header", "type_len"))).isEqualTo(types);
    assertThat(bytes.getInt(at("btf_header", "str_off"))).isEqualTo(types);
    assertThat(bytes.capacity()).isEqualTo(end + types + bytes.getInt(at("btf_header", "str_len")));
  }

  @Test
  void whatAllKindsHave() {
    write(new BtfType.Typedef("alias", 1));
    assertThat(text(bytes.getInt(type + at("btf_type", "name_off")))).isEqualTo("alias");
    assertThat(bytes.getInt(type + at("btf_type", "info"))).isEqualTo(8 << 24);
    assertThat(bytes.getInt(type + at("btf_type", "type"))).isEqualTo(1);
    write(new BtfType.FloatingPoint("float", 4));
    assertThat(bytes.getInt(type + at("btf_type", "size"))).isEqualTo(4);
  }

  @Test
  void arrays() {
    write(new BtfType.Array(1, 1, 77));
    assertThat(entry(0, "btf_array", "nelems")).isEqualTo(77);
    assertThat(entry(0, "btf_array", "type")).isEqualTo(1);
    assertThat(entry(0, "btf_array", "index_type")).isEqualTo(1);
    assertEnd("btf_array", 1);
  }

  @Test
  void members() {
    write(
        new BtfType.Struct(
            "pair",
            8,
            false,
            List.of(new BtfType.Member("a", 1, 0, 0), new BtfType.Member("b", 1, 32, 0))));
    assertThat(text(entry(1, "btf_member", "name_off"))).isEqualTo("b");
    assertThat(entry(1, "btf_member", "type")).isEqualTo(1);
    assertThat(entry(1, "btf_member", "offset")).isEqualTo(32);
    assertEnd("btf_member", 2);
  }

  @Test
  void constants() {
    write(
        new BtfType.Enumeration(
            "e", 4, false, List.of(new BtfType.Constant("c", 5), new BtfType.Constant("d", 6))));
    assertThat(text(entry(1, "btf_enum", "name_off"))).isEqualTo("d");
    assertThat(entry(1, "btf_enum", "val")).isEqualTo(6);
    assertEnd("btf_enum", 2);
  }

  @Test
  void constantsOf64Bits() {
    if (isMissing("btf_enum64")) {
      return;
    }
    write(
        new BtfType.Enumeration64(
            "e", 8, false, List.of(new BtfType.Constant("c", 0x1122334455667788L))));
    assertThat(text(entry(0, "btf_enum64", "name_off"))).isEqualTo("c");
    assertThat(entry(0, "btf_enum64", "val_lo32")).isEqualTo(0x55667788);
    assertThat(entry(0, "btf_enum64", "val_hi32")).isEqualTo(0x11223344);
    assertEnd("btf_enum64", 1);
  }

  @Test
  void parameters() {
    write(
        new BtfType.FunctionPrototype(
            1, List.of(new BtfType.Parameter("a", 1), new BtfType.Parameter("b", 1))));
    assertThat(text(entry(1, "btf_param", "name_off"))).isEqualTo("b");
    assertThat(entry(1, "btf_param", "type")).isEqualTo(1);
    assertEnd("btf_param", 2);
  }

  @Test
  void variables() {
    write(new BtfType.Variable("v", 1, BtfType.Linkage.GLOBAL));
    assertThat(entry(0, "btf_var", "linkage")).isEqualTo(1);
    assertEnd("btf_var", 1);
    write(new BtfType.DataSection(".data", 4, List.of(new BtfType.Placement(1, 2, 3))));
    assertThat(entry(0, "btf_var_secinfo", "type")).isEqualTo(1);
    assertThat(entry(0, "btf_var_secinfo", "offset")).isEqualTo(2);
    assertThat(entry(0, "btf_var_secinfo", "size")).isEqualTo(3);
    assertEnd("btf_var_secinfo", 1);
  }

  @Test
  void tags() {
    if (isMissing("btf_decl_tag")) {
      return;
    }
    write(new BtfType.DeclarationTag("tag", 1, 9, false));
    assertThat(entry(0, "btf_decl_tag", "component_idx")).isEqualTo(9);
    assertEnd("btf_decl_tag", 1);
  }

  /** Writes the type between two integers, the second of which shows where it ends. */
  private void write(BtfType middle) {
    List<BtfType> types =
        middle.equals(INT)
            ? List.of(new BtfType.VoidType(), INT, INT)
            : List.of(new BtfType.VoidType(), INT, middle, INT);
    bytes = ByteBuffer.wrap(BtfWriter.write(new Btf(types))).order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getInt(at("btf_header", "hdr_len"));
    type = header + size("btf_type") + Integer.BYTES;
  }

  /** Returns a u32 of one of the entries behind the head of the type. */
  private int entry(int index, String structure, String member) {
    int start = type + size("btf_type") + index * size(structure);
    return bytes.getInt(start + at(structure, member));
  }

  private void assertEnd(String structure, int entries) {
    int next = type + size("btf_type") + entries * size(structure);
    assertThat(text(bytes.getInt(next + at("btf_type", "name_off")))).isEqualTo("int");
  }

  private String text(int offset) {
    int strings =
        bytes.getInt(at("btf_header", "hdr_len")) + bytes.getInt(at("btf_header", "str_off"));
    int end = strings + offset;
    while (bytes.get(end) != 0) {
      end++;
    }
    return new String(
        bytes.array(), strings + offset, end - strings - offset, StandardCharsets.UTF_8);
  }

  private static boolean isMissing(String structure) {
    if (layout.size(structure).isEmpty()) {
      KernelLayout.skip(structure, "*");
      return true;
    }
    return false;
  }

  private static int size(String structure) {
    return layout.size(structure).orElseThrow();
  }

  private static int at(String structure, String member) {
    return layout.field(structure, member).orElseThrow().offset();
  }
}
