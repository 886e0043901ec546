package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.OptionalInt;

/** One member of a map definition: what its type says. */
final class MapMember {
  /** Makes the exception for the map. */
  interface Failure {
    ObjectException of(String problem);
  }

  private static final int BYTE_BITS = 8;

  private final Btf btf;
  private final BtfType.Member member;
  private final Failure failure;

  MapMember(Btf btf, BtfType.Member member, Failure failure) {
    this.btf = btf;
    this.member = member;
    this.failure = failure;
  }

  String name() {
    return member.name();
  }

  /** Returns where in the struct it starts, in bytes. */
  long offset() {
    return member.bitOffset() / BYTE_BITS;
  }

  /** Returns the number that {@code __uint} or {@code __ulong} put there. */
  long number() throws ObjectException {
    return switch (resolved(member.type())) {
      case BtfType.Pointer pointer when resolved(pointer.target()) instanceof BtfType.Array array ->
          array.count();
      // Wider numbers are the only constant of an enumeration of their own.
      case BtfType.Enumeration enumeration when enumeration.constants().size() == 1 ->
          enumeration.constants().getFirst().value();
      case BtfType.Enumeration64 enumeration when enumeration.constants().size() == 1 ->
          enumeration.constants().getFirst().value();
      default -> throw failure("expected a number");
    };
  }

  /** Returns the id of the type that {@code __type} put there. */
  int type() throws ObjectException {
    return pointedAt(member.type());
  }

  /** Returns the id of the type that {@code __array} put there. */
  int elementType() throws ObjectException {
    if (resolved(member.type()) instanceof BtfType.Array array) {
      return pointedAt(array.element());
    }
    throw failure("expected an array of pointers");
  }

  long sizeOf(int type) throws ObjectException {
    return btf.size(type).orElseThrow(() -> failure("expected a type with a size"));
  }

  /** Returns the size if no other member said another. */
  long agreed(long earlier, long now) throws ObjectException {
    if (earlier != 0 && earlier != now) {
      throw failure("expected the size " + earlier + " once more, found " + now);
    }
    return now;
  }

  /** Returns the type behind names and qualifiers. */
  BtfType resolved(int type) throws ObjectException {
    OptionalInt resolved = btf.resolve(type);
    if (resolved.isEmpty()) {
      throw failure("expected a type, found a loop of types");
    }
    return btf.type(resolved.getAsInt());
  }

  ObjectException failure(String problem) {
    return failure.of("member " + member.name() + ": " + problem);
  }

  private int pointedAt(int type) throws ObjectException {
    if (resolved(type) instanceof BtfType.Pointer pointer) {
      return pointer.target();
    }
    throw failure("expected a pointer");
  }
}
