package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A real object with single fields overwritten. */
final class ForgedObject {
  private final byte[] bytes;
  private final ByteBuffer buffer;

  private ForgedObject(byte[] bytes) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static ForgedObject of(String name) {
    return new ForgedObject(Objects.bytes(name));
  }

  byte[] bytes() {
    return bytes;
  }

  ForgedObject with8(int at, int value) {
    bytes[at] = (byte) value;
    return this;
  }

  ForgedObject with16(int at, int value) {
    buffer.putShort(at, (short) value);
    return this;
  }

  /** Changes 32 bits of a section's header. */
  ForgedObject header32(String section, int field, int value) throws ObjectException {
    buffer.putInt(headerOf(section) + field, value);
    return this;
  }

  /** Changes 64 bits of a section's header. */
  ForgedObject header64(String section, int field, long value) throws ObjectException {
    buffer.putLong(headerOf(section) + field, value);
    return this;
  }

  /** Changes 32 bits of a section. */
  ForgedObject content32(String section, int offset, int value) throws ObjectException {
    buffer.putInt((int) buffer.getLong(headerOf(section) + 24) + offset, value);
    return this;
  }

  /** Changes 64 bits of a section. */
  ForgedObject content64(String section, int offset, long value) throws ObjectException {
    buffer.putLong((int) buffer.getLong(headerOf(section) + 24) + offset, value);
    return this;
  }

  int sizeOf(String section) throws ObjectException {
    return (int) buffer.getLong(headerOf(section) + 32);
  }

  private int headerOf(String section) throws ObjectException {
    ByteView file = new ByteView(ElfException::new, "file", bytes);
    int index = SectionTable.read(file).named(section).orElseThrow().index();
    return (int) buffer.getLong(40) + index * ElfHeader.SECTION_SIZE;
  }
}
