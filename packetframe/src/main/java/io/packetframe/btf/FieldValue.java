package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;

/**
 * What is asked about a field, in one set of types.
 *
 * @param isAmbiguous compilers may disagree about it, as they do about bit fields
 * @param size bytes that a load of the field has; 0 where that is not known
 * @param type of the field, where the size is known
 */
record FieldValue(long value, boolean isAmbiguous, long size, int type) {
  private static final int WORD_BITS = 64;
  private static final int WORD = 8;
  private static final int SIGNED = 1;

  static FieldValue of(Access access, CoreRelocation.Kind kind) throws CoreProblem {
    Access.Step last = access.steps().getLast();
    if (last.name() == null) {
      return ofElement(access, last, kind);
    }
    BtfType.Member member = Access.members(access.types().type(last.type())).get(last.index());
    int type = access.resolved(member.type());
    return member.bitfieldSize() > 0
        ? ofBitfield(access, member.bitfieldSize(), type, kind)
        : ofWhole(access, type, kind);
  }

  private static FieldValue ofElement(Access access, Access.Step last, CoreRelocation.Kind kind)
      throws CoreProblem {
    long size = access.size(last.type());
    return switch (kind) {
      case FIELD_BYTE_OFFSET ->
          new FieldValue(access.bitOffset() / Byte.SIZE, false, size, last.type());
      case FIELD_BYTE_SIZE -> new FieldValue(size, false, 0, 0);
      default -> throw new CoreProblem("cannot be asked about an element of an array");
    };
  }

  private static FieldValue ofWhole(Access access, int type, CoreRelocation.Kind kind)
      throws CoreProblem {
    long size = access.size(type);
    long offset = access.bitOffset() / Byte.SIZE;
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> new FieldValue(offset, false, elementSize(access, type), type);
      case FIELD_BYTE_SIZE -> new FieldValue(size, false, 0, 0);
      default -> shape(access, kind, type, offset, size * Byte.SIZE, false);
    };
  }

  /** A load reads one element of an array. */
  private static long elementSize(Access access, int type) throws CoreProblem {
    int id = type;
    while (access.types().type(id) instanceof BtfType.Array array) {
      id = access.resolved(array.element());
    }
    return access.size(id);
  }

  private static FieldValue ofBitfield(Access access, int bits, int type, CoreRelocation.Kind kind)
      throws CoreProblem {
    long size = access.size(type);
    if (size < 1 || size > WORD || Long.bitCount(size) != 1) {
      throw new CoreProblem("expected a bit field in an integer, found one of " + size + " bytes");
    }
    long from = access.bitOffset();
    long offset = from / Byte.SIZE / size * size;
    // The smallest load that holds all bits.
    while (from + bits - offset * Byte.SIZE > size * Byte.SIZE) {
      if (size >= WORD) {
        throw new CoreProblem("a bit field that no load of 64 bits holds");
      }
      size *= 2;
      offset = from / Byte.SIZE / size * size;
    }
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> new FieldValue(offset, true, 0, 0);
      case FIELD_BYTE_SIZE -> new FieldValue(size, true, 0, 0);
      default -> shape(access, kind, type, offset, bits, true);
    };
  }

  private static FieldValue shape(
      Access access, CoreRelocation.Kind kind, int type, long offset, long bits, boolean isBitfield)
      throws CoreProblem {
    return switch (kind) {
      case FIELD_SIGNED -> new FieldValue(isSigned(access.types().type(type)) ? 1 : 0, false, 0, 0);
      case FIELD_LSHIFT_U64 ->
          new FieldValue(
              WORD_BITS - (access.bitOffset() + bits - offset * Byte.SIZE), isBitfield, 0, 0);
      case FIELD_RSHIFT_U64 -> new FieldValue(WORD_BITS - bits, false, 0, 0);
      default -> throw new CoreProblem("cannot be asked about a field");
    };
  }

  private static boolean isSigned(BtfType type) {
    return switch (type) {
      case BtfType.Int integer -> (integer.encoding() & SIGNED) != 0;
      case BtfType.Enumeration all -> all.signed();
      case BtfType.Enumeration64 all -> all.signed();
      default -> false;
    };
  }
}
