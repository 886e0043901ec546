package io.packetframe.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.testing.TestObjects;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types found by name and decoded one by one. */
class LazyBtfTest {
  private static final int HEADER = 24;

  private static Btf btf(BtfType... types) {
    List<BtfType> all = new ArrayList<>(List.of(new BtfType.VoidType()));
    all.addAll(Arrays.asList(types));
    return new Btf(all);
  }

  private static LazyBtf lazy(BtfType... types) throws ObjectException {
    return LazyBtf.open("test", BtfWriter.write(btf(types)));
  }

  private static List<BtfType> all(LazyBtf btf) {
    return IntStream.range(0, btf.count()).mapToObj(btf::type).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "functions", "globals", "maps", "nested", "sections", "types"})
  void theTypesAreThoseOfTheParser(String object) throws ObjectException {
    Btf types = ObjectFile.parse(TestObjects.bytes(object)).btf().orElseThrow();
    LazyBtf lazy = LazyBtf.open(object, BtfWriter.write(types));
    assertThat(all(lazy)).isEqualTo(types.types());
    for (int id = 1; id < types.count(); id++) {
      if (!types.type(id).name().isEmpty()) {
        assertThat(lazy.flavors(EssentialName.of(types.type(id).name()))).contains(id);
      }
    }
  }

  @Test
  void aNameIsFoundWithItsKind() throws ObjectException {
    LazyBtf types =
        lazy(
            new BtfType.Forward("file", false),
            new BtfType.Struct("file", 8, false, List.of()),
            new BtfType.Typedef("file", 2),
            new BtfType.Struct("file", 16, false, List.of()),
            new BtfType.Struct("file___old", 4, false, List.of()));
    assertThat(types.find("file", BtfType.Struct.class)).hasValue(2);
    assertThat(types.find("file", BtfType.Typedef.class)).hasValue(3);
    assertThat(types.find("file___old", BtfType.Struct.class)).hasValue(5);
    assertThat(types.find("file", BtfType.Union.class)).isEmpty();
    assertThat(types.find("fil", BtfType.Struct.class)).isEmpty();
    assertThat(types.flavors("file")).containsExactly(1, 2, 3, 4, 5);
    assertThat(types.flavors("file___old")).isEmpty();
    assertThat(types.flavors("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "task_struct, task_struct",
    "task_struct___old, task_struct",
    "a___b___c, a___b",
    "a____b, a____b",
    "___b, ___b",
    "a___, a___",
    "___b___c, ___b",
    "a__b, a__b",
    "_a___b_, _a",
    "a_____b___c, a_____b",
    "a___b____c, a",
    "ä___b, ä",
  })
  void theFlavourIsNotEssential(String name, String essential) throws ObjectException {
    assertThat(EssentialName.of(name)).isEqualTo(essential);
    LazyBtf types = lazy(new BtfType.Typedef(name, 0));
    assertThat(types.flavors(essential)).as("hashed alike").containsExactly(1);
  }

  @Test
  void aModuleContinuesItsKernel() throws ObjectException {
    LazyBtf kernel =
        lazy(
            new BtfType.Int("int", 4, 1, 0, 32),
            new BtfType.Struct("sk_buff", 8, false, List.of(new BtfType.Member("len", 1, 0, 0))));
    ByteBuffer module = ByteBuffer.allocate(HEADER + 24 + 5).order(ByteOrder.LITTLE_ENDIAN);
    module.putShort((short) BtfParser.MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
    module.putInt(0).putInt(24).putInt(24).putInt(5);
    int kernelTexts = "\0int\0sk_buff\0len\0".length();
    module.putInt(5).putInt(8 << 24).putInt(2);
    module.putInt(kernelTexts).putInt(8 << 24).putInt(3);
    module.put("veth\0".getBytes(StandardCharsets.UTF_8));
    LazyBtf types = LazyBtf.open("module", module.array(), kernel);
    assertThat(types.first()).isEqualTo(3);
    assertThat(types.count()).isEqualTo(5);
    assertThat(types.type(0)).isEqualTo(new BtfType.VoidType());
    assertThat(types.type(1)).isSameAs(kernel.type(1));
    assertThat(types.type(3)).isEqualTo(new BtfType.Typedef("sk_buff", 2));
    assertThat(types.type(4)).isEqualTo(new BtfType.Typedef("veth", 3));
    assertThat(types.size(4)).hasValue(8);
    assertThat(types.find("veth", BtfType.Typedef.class)).hasValue(4);
    assertThat(types.find("sk_buff", BtfType.Struct.class)).as("the kernel's").isEmpty();
    assertThat(types.flavors("sk_buff")).containsExactly(3);
    module.putInt(HEADER + 20, 5);
    LazyBtf broken = LazyBtf.open("module", module.array(), kernel);
    assertThatThrownBy(() -> broken.type(4))
        .isInstanceOf(BrokenTypesException.class)
        .hasMessage("BTF: module types at offset 0xc: type 4: expected ids below 5, found 5");
  }

  @Test
  void aBrokenTypeIsOnlyInTheWayOfWhoAsksForIt() throws ObjectException {
    byte[] bytes =
        BtfWriter.write(btf(new BtfType.Typedef("good", 0), new BtfType.Typedef("bad", 0)));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(HEADER + 20, 3);
    LazyBtf types = LazyBtf.open("test", bytes);
    assertThat(types.find("good", BtfType.Typedef.class)).hasValue(1);
    assertThatThrownBy(() -> types.find("bad", BtfType.Typedef.class))
        .isInstanceOfSatisfying(
            BrokenTypesException.class,
            broken -> assertThat(broken.problem().offset()).isEqualTo(12))
        .hasMessage("BTF: test types at offset 0xc: type 2: expected ids below 3, found 3");
  }

  @Test
  void openingRefusesWhatCannotBeWalked() {
    byte[] good = BtfWriter.write(btf(new BtfType.Int("int", 4, 1, 0, 32)));
    refused(good, HEADER + 4, 20 << 24, "types at offset 0x4: expected a BTF kind from 1 to 19");
    refused(good, HEADER + 4, 4 << 24 | 2, "expected 24 more bytes for a type, found the end");
    byte[] open = good.clone();
    open[open.length - 1] = 'x';
    assertThatThrownBy(() -> LazyBtf.open("test", open))
        .hasMessage("BTF: test strings at offset 0x4: expected a text that ends with a zero byte");
  }

  private static void refused(byte[] good, int at, int value, String problem) {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    assertThatThrownBy(() -> LazyBtf.open("test", bytes))
        .isInstanceOf(BtfException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aMillionTypesAreTheMost() throws ObjectException {
    int[] words = new int[(BtfParser.MAX_TYPES + 1) * 3];
    for (int i = 0; i < words.length; i += 3) {
      words[i + 1] = 2 << 24;
    }
    assertThat(LazyBtf.open("most", raw(Arrays.copyOf(words, words.length - 3))).count())
        .isEqualTo(BtfParser.MAX_TYPES + 1);
    assertThatThrownBy(() -> LazyBtf.open("more", raw(words)))
        .hasMessageEndingWith("expected at most 1048575 types");
  }

  private static byte[] raw(int... words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + words.length * 4 + 1).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) BtfParser.MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
    bytes.putInt(0).putInt(words.length * 4).putInt(words.length * 4).putInt(1);
    bytes.asIntBuffer().put(words);
    return bytes.array();
  }

  @Test
  void damagedTypesAreAnswered() throws ObjectException {
    Random random = new Random(20261122);
    byte[] types =
        BtfWriter.write(ObjectFile.parse(TestObjects.bytes("types")).btf().orElseThrow());
    int broken = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = types.clone();
      for (int n = random.nextInt(4); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        LazyBtf lazy = LazyBtf.open("damaged", damaged);
        for (int id = 0; id < lazy.count(); id++) {
          assertThat(lazy.size(id).orElse(0)).isNotNegative();
          List<Integer> _ = lazy.flavors("shape");
        }
      } catch (ObjectException | BrokenTypesException e) {
        broken++;
      }
    }
    assertThat(broken).isBetween(1_000, 19_000);
  }
}
