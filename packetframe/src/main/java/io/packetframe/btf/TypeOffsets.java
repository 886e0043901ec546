package io.packetframe.btf;

import java.util.Arrays;

/** Where each type starts in its bytes, and where its name starts in the texts. */
final class TypeOffsets {
  /** Bytes that a type takes on average, rather too few. */
  private static final int TYPICAL_SIZE = 24;

  private final ByteView types;
  private int[] offsets;
  private int count;

  private TypeOffsets(ByteView types) {
    this.types = types;
    this.offsets = new int[types.size() / TYPICAL_SIZE + 1];
  }

  /** Walks over the types without decoding them. */
  static TypeOffsets of(ByteView types, int first) throws ObjectException {
    TypeOffsets all = new TypeOffsets(types);
    int at = 0;
    while (at < types.size()) {
      if (first + all.count > BtfParser.MAX_TYPES) {
        throw types.failure(at, "expected at most " + BtfParser.MAX_TYPES + " types");
      }
      all.add(at);
      int extra = BtfTypeReader.extraBytes(types, at);
      if (extra > types.size() - at - BtfTypeReader.TYPE) {
        throw types.failure(at, "expected " + extra + " more bytes for a type, found the end");
      }
      at += BtfTypeReader.TYPE + extra;
    }
    return all;
  }

  private void add(int offset) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, count + count / 2 + 16);
    }
    offsets[count++] = offset;
  }

  int count() {
    return count;
  }

  int at(int index) {
    return offsets[index];
  }

  /** Returns where the name starts; 0 for none. */
  long name(int index) throws ObjectException {
    return types.u32(offsets[index]);
  }
}
