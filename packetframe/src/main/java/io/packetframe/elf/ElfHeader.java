package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;

/**
 * The file's head: that it is ours to read, and where the section table lies.
 *
 * @param sections how many
 * @param names index of the section with the sections' names
 */
record ElfHeader(long table, long sections, long names) {
  static final int SIZE = 64;
  static final int SECTION_SIZE = 64;

  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_32 = 1;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int BIG_ENDIAN = 2;
  private static final int RELOCATABLE = 1;
  private static final int BPF = 247;
  private static final int NAMES_IN_FIRST_SECTION = 0xffff;

  static ElfHeader read(ByteView file) throws ObjectException {
    if (file.s32(0) != MAGIC) {
      throw file.failure(0, "expected an ELF file, found another magic number");
    }
    checkKind(file);
    return counted(file);
  }

  private static void checkKind(ByteView file) throws ObjectException {
    int bits = file.u8(4);
    if (bits != CLASS_64) {
      throw file.failure(
          4, "expected 64 bits, found " + (bits == CLASS_32 ? "32 bits" : "class " + bits));
    }
    int order = file.u8(5);
    if (order != LITTLE_ENDIAN) {
      throw file.failure(
          5,
          "expected little-endian, found "
              + (order == BIG_ENDIAN ? "big-endian (compile with -target bpfel)" : "" + order));
    }
    int machine = file.u16(18);
    if (machine != BPF) {
      throw file.failure(18, "expected machine BPF, found " + machineName(machine));
    }
    int type = file.u16(16);
    if (type != RELOCATABLE) {
      throw file.failure(16, "expected a relocatable file (type 1), found type " + type);
    }
    int sectionSize = file.u16(58);
    if (sectionSize != SECTION_SIZE) {
      throw file.failure(58, "expected section headers of 64 bytes, found " + sectionSize);
    }
  }

  private static ElfHeader counted(ByteView file) throws ObjectException {
    long table = file.u64(40);
    long sections = file.u16(60);
    long names = file.u16(62);
    // Too many for 16 bits: then the first section header has the numbers.
    if (sections == 0 && table != 0) {
      sections = file.part("section headers", table, SECTION_SIZE).u64(32);
    }
    if (names == NAMES_IN_FIRST_SECTION) {
      names = file.part("section headers", table, SECTION_SIZE).u32(40);
    }
    if (sections < 1 || sections > file.size() / SECTION_SIZE) {
      throw file.failure(60, "expected sections that fit the file, found " + sections);
    }
    return new ElfHeader(table, sections, names);
  }

  private static String machineName(int machine) {
    return switch (machine) {
      case 3 -> "i386";
      case 8 -> "MIPS";
      case 20 -> "PowerPC";
      case 21 -> "PowerPC64";
      case 22 -> "S390";
      case 40 -> "ARM";
      case 62 -> "x86-64";
      case 183 -> "AArch64";
      case 243 -> "RISC-V";
      case 258 -> "LoongArch";
      default -> "machine " + machine;
    };
  }
}
