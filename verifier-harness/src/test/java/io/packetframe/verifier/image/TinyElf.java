package io.packetframe.verifier.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The smallest ELF file with one section, as bytes. */
final class TinyElf {
  private TinyElf() {}

  static byte[] withSection(String name, byte[] content) {
    byte[] names = ("\0.shstrtab\0" + name + "\0").getBytes(StandardCharsets.US_ASCII);
    int table = 64 + content.length + names.length;
    ByteBuffer elf = ByteBuffer.allocate(table + 3 * 64).order(ByteOrder.LITTLE_ENDIAN);
    elf.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1);
    elf.putLong(0x28, table).putShort(0x3a, (short) 64);
    elf.putShort(0x3c, (short) 3).putShort(0x3e, (short) 1);
    elf.put(64, content).put(64 + content.length, names);
    section(elf, table + 64, 1, 64 + content.length, names.length);
    section(elf, table + 128, 11, 64, content.length);
    return elf.array();
  }

  /** A kernel module that needs others. */
  static byte[] module(String... needed) {
    List<String> fields = new ArrayList<>(List.of("license=GPL"));
    fields.add("depends=" + String.join(",", needed));
    return withSection(
        ".modinfo", (String.join("\0", fields) + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private static void section(ByteBuffer elf, int at, int name, long offset, long size) {
    elf.putInt(at, name).putInt(at + 4, 1).putLong(at + 0x18, offset).putLong(at + 0x20, size);
  }
}
