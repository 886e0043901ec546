package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ObjectSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One past each limit of a file, and what is not ours to read: refused, saying where and why. */
class LimitsTest {
  private interface Forgery {
    ForgedObject make() throws ObjectException;
  }

  private static void refused(Forgery forgery, String message) {
    assertThatThrownBy(() -> ObjectFile.parse(forgery.make().bytes()))
        .isInstanceOf(ObjectException.class)
        .hasMessage(message);
  }

  @Test
  void otherFilesAreNamed() {
    refused(
        () -> ForgedObject.of("maps").with8(0, 'M'),
        "ELF: file at offset 0x0: expected an ELF file, found another magic number");
    refused(
        () -> ForgedObject.of("maps").with8(4, 1),
        "ELF: file at offset 0x4: expected 64 bits, found 32 bits");
    refused(
        () -> ForgedObject.of("maps").with8(5, 2),
        "ELF: file at offset 0x5: expected little-endian, found big-endian"
            + " (compile with -target bpfel)");
    refused(
        () -> ForgedObject.of("maps").with16(18, 62),
        "ELF: file at offset 0x12: expected machine BPF, found x86-64");
    refused(
        () -> ForgedObject.of("maps").with16(18, 9999),
        "ELF: file at offset 0x12: expected machine BPF, found machine 9999");
    refused(
        () -> ForgedObject.of("maps").with16(16, 2),
        "ELF: file at offset 0x10: expected a relocatable file (type 1), found type 2");
    refused(
        () -> ForgedObject.of("maps").with16(58, 63),
        "ELF: file at offset 0x3a: expected section headers of 64 bytes, found 63");
  }

  @Test
  void theLargestFileIsSixteenMebibytes() throws ObjectException {
    byte[] object = Objects.bytes("maps");
    assertThat(ObjectFile.parse(Arrays.copyOf(object, ElfFile.MAX_BYTES)).maps()).hasSize(5);
    assertThatThrownBy(() -> ObjectFile.parse(Arrays.copyOf(object, ElfFile.MAX_BYTES + 1)))
        .hasMessage("ELF: file at offset 0x1000000: expected at most 16 MiB, found 16777217 bytes");
  }

  @Test
  void sectionsLieInTheFileSideBySide() {
    refused(
        () -> ForgedObject.of("plain").header64("license", 32, 100_000),
        "ELF: file at offset 0x%x: expected 100000 bytes for license, found the end at 0x%x"
            .formatted(offsetOf("plain", "license"), Objects.bytes("plain").length));
    refused(
        () -> ForgedObject.of("plain").header64("license", 32, -1),
        "ELF: section headers at offset 0x%x: expected a size, found 18446744073709551615"
            .formatted(indexOf("plain", "license") * 64 + 32));
    assertThatThrownBy(
            () ->
                ObjectFile.parse(
                    ForgedObject.of("plain")
                        .header64("license", 24, 0)
                        .header64("license", 32, Objects.bytes("plain").length)
                        .bytes()))
        .hasMessageEndingWith("expected sections side by side, found them over each other");
    refused(
        () -> ForgedObject.of("plain").with16(60, 0xfffe),
        "ELF: file at offset 0x3c: expected sections that fit the file, found 65534");
  }

  @Test
  void indicesEndWithTheirTable() throws ObjectException {
    int symbols = ForgedObject.of("plain").sizeOf(".symtab") / 24;
    refused(
        () -> ForgedObject.of("plain").content32(".rel.text", 12, symbols),
        "ELF: .rel.text at offset 0xc: expected the index of a symbol, found " + symbols);
    refused(
        () -> ForgedObject.of("plain").header32(".symtab", 40, 99),
        "ELF: .symtab at offset 0x0: expected the index of a section, found 99");
    refused(
        () -> ForgedObject.of("plain").header64(".symtab", 32, 49),
        "ELF: .symtab at offset 0x31: expected symbols of 24 bytes, found a part of one");
  }

  @Test
  void relocationsFitTheirInstruction() throws ObjectException {
    int code = ForgedObject.of("plain").sizeOf(".text");
    refused(
        () -> ForgedObject.of("plain").content64(".rel.text", 0, code),
        "ELF: .text at offset 0x%x: expected a relocation of an instruction".formatted(code));
    refused(
        () -> ForgedObject.of("plain").content64(".rel.text", 0, 4),
        "ELF: .text at offset 0x4: expected a relocation of an instruction");
    refused(
        () -> ForgedObject.of("plain").content64(".rel.text", 0, 16),
        "ELF: .text at offset 0x10: function lone: expected a 64-bit load,"
            + " which relocation type 1 is for");
    refused(
        () -> ForgedObject.of("plain").content32(".rel.text", 8, 11),
        "ELF: .text at offset 0x0: function lone: expected relocation type 1 or 10, found 11");
    refused(
        () -> ForgedObject.of("plain").header32(".rel.text", 4, 4),
        "ELF: .rel.text at offset 0x0: expected relocations of type REL, found RELA");
    refused(
        () -> ForgedObject.of("plain").content32(".text", 4, 5),
        "ELF: .text at offset 0x0: function lone: expected an offset in .bss, found 5");
  }

  @Test
  void aLicenceEnds() {
    assertThatThrownBy(
            () -> ObjectFile.parse(ForgedObject.of("plain").header64("license", 32, 3).bytes()))
        .hasMessage("ELF: license at offset 0x0: expected a text that ends with a zero byte");
  }

  @Test
  void messagesCannotWriteToATerminal() {
    ByteView view = new ByteView(ElfException::new, "\u001b[2J", new byte[0]);
    assertThat(view.failure(0, "a\nb")).hasMessage("ELF: \\u{1b}[2J at offset 0x0: a\\u{a}b");
  }

  @Test
  void programsTakeAMillionInstructionsTogether() throws ObjectException {
    Section section =
        new Section(1, "xdp", 1, 6, 0, 0, 0, new ByteView(ElfException::new, "xdp", new byte[0]));
    Budget budget = new Budget();
    budget.take(new Function("large", section, 0, Budget.MAX_INSTRUCTIONS - 1, false, false), 1);
    assertThatThrownBy(() -> budget.take(new Function("more", section, 0, 1, false, false), 0))
        .hasMessage(
            "ELF: xdp at offset 0x0: function more: expected at most 1000000 instructions in all"
                + " programs together");
  }

  @Test
  void textsThatShareTheirBytesDoNotFillTheMemory() {
    byte[] table = new byte[1 << 20];
    Arrays.fill(table, (byte) 'a');
    table[table.length - 1] = 0;
    StringTable strings = new StringTable(new ByteView(ElfException::new, "names", table));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                assertThat(strings.at(i)).hasSize(table.length - 1 - i);
              }
            })
        .hasMessageContaining("too many that share bytes");
  }

  @Test
  void aChainOfCallsIsAsDeepAsTheFileIsLarge() throws ObjectException {
    // Each function calls the next: deeper than any stack of the JVM.
    int count = 40_000;
    ObjectSpec object = ObjectFile.parse(chain(count));
    assertThat(object.programs()).hasSize(1);
    assertThat(object.programs().getFirst().instructions()).hasSize(count * 2);
    assertThat(object.programs().getFirst().references()).hasSize(count - 1);
  }

  /** Makes an object with one function of two instructions for each link, the first in "xdp". */
  private static byte[] chain(int count) {
    byte[] names = "\0f\0xdp\0.text\0.symtab\0".getBytes(StandardCharsets.US_ASCII);
    int code = count * 2 * Instruction.SIZE;
    int symbols = (count + 1) * 24;
    int end = 64 + names.length + code + symbols + 16;
    int table = (end + 7) / 8 * 8;
    ByteBuffer file = ByteBuffer.allocate(table + 6 * 64).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
    file.putShort(16, (short) 1).putShort(18, (short) 247).putLong(40, table);
    file.putShort(58, (short) 64).putShort(60, (short) 6).putShort(62, (short) 1);
    file.position(64).put(names);
    int xdp = file.position();
    int text = xdp + 2 * Instruction.SIZE;
    for (int i = 0; i < count; i++) {
      boolean calls = i + 1 < count;
      // In .text the next function is near; from xdp a relocation leads there.
      new Instruction(calls ? 0x85 : 0xb7, 0, calls ? 1 : 0, 0, i == 0 ? -1 : 1).encode(file);
      Instruction.exit().encode(file);
    }
    int symbolTable = file.position();
    file.position(symbolTable + 24);
    for (int i = 0; i < count; i++) {
      file.putInt(1).put((byte) 0x12).put((byte) 0).putShort((short) (i == 0 ? 2 : 3));
      file.putLong(i == 0 ? 0 : (i - 1) * 16L).putLong(16);
    }
    int relocations = file.position();
    file.putLong(0).putInt(10).putInt(2);
    header(file, table + 64, 0, new long[] {3, 0, 64, names.length, 0, 0});
    header(file, table + 128, 3, new long[] {1, 6, xdp, 16, 0, 0});
    header(file, table + 192, 7, new long[] {1, 6, text, code - 16, 0, 0});
    header(file, table + 256, 13, new long[] {2, 0, symbolTable, symbols, 1, 0});
    header(file, table + 320, 0, new long[] {9, 0, relocations, 16, 4, 2});
    return file.array();
  }

  /** Writes type, flags, offset, size, link and info. */
  private static void header(ByteBuffer file, int at, int name, long[] fields) {
    file.putInt(at, name).putInt(at + 4, (int) fields[0]).putLong(at + 8, fields[1]);
    file.putLong(at + 24, fields[2]).putLong(at + 32, fields[3]);
    file.putInt(at + 40, (int) fields[4]).putInt(at + 44, (int) fields[5]);
  }

  private static int indexOf(String name, String section) {
    return sectionOf(name, section).index();
  }

  private static long offsetOf(String name, String section) {
    byte[] bytes = Objects.bytes(name);
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return file.getLong((int) file.getLong(40) + indexOf(name, section) * 64 + 24);
  }

  private static Section sectionOf(String name, String section) {
    try {
      ByteView file = new ByteView(ElfException::new, "file", Objects.bytes(name));
      return SectionTable.read(file).named(section).orElseThrow();
    } catch (ObjectException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void valuesOfTheConfigurationHaveNoSection() {
    // Where they had one, its size would be allocated, and zeroes in a file are free.
    byte[] bytes = Objects.bytes("globals");
    byte[] old = ".data.own".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at <= bytes.length - old.length; at++) {
      if (Arrays.equals(bytes, at, at + old.length, old, 0, old.length)) {
        System.arraycopy(
            Arrays.copyOf(".kconfig".getBytes(StandardCharsets.US_ASCII), old.length),
            0,
            bytes,
            at,
            old.length);
      }
    }
    assertThatThrownBy(() -> ObjectFile.parse(bytes))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("expected externs, which no section holds");
  }
}
