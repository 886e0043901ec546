package io.packetframe.spec;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Types known by their ids: those of an object ({@link Btf}), or of a kernel. */
public interface BtfTypes {
  /** MAX_RESOLVE_DEPTH in kernel/bpf/btf.c: deeper is a loop. */
  int MAX_DEPTH = 32;

  /** Bytes of a pointer, for BPF and for every kernel that we load into. */
  int POINTER_SIZE = 8;

  /** Returns the number of ids; all are below it, and 0 is void. */
  int count();

  /** Returns the type with that id. */
  BtfType type(int id);

  /** Returns the id behind names and qualifiers; empty for a loop. */
  default OptionalInt resolve(int id) {
    int current = id;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      OptionalInt next = beneath(type(current));
      if (next.isEmpty()) {
        return OptionalInt.of(current);
      }
      current = next.getAsInt();
    }
    return OptionalInt.empty();
  }

  /** Returns how many bytes a value has; empty for what has no size, or too large a one. */
  default OptionalLong size(int id) {
    long factor = 1;
    int current = id;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      OptionalInt resolved = resolve(current);
      if (resolved.isEmpty()) {
        return OptionalLong.empty();
      }
      if (type(resolved.getAsInt()) instanceof BtfType.Array array) {
        factor *= array.count();
        current = array.element();
      } else {
        return scaled(ownSize(type(resolved.getAsInt())), factor);
      }
      if (factor > Integer.MAX_VALUE) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalInt beneath(BtfType type) {
    return switch (type) {
      case BtfType.Typedef typedef -> OptionalInt.of(typedef.target());
      case BtfType.Volatile volatiles -> OptionalInt.of(volatiles.target());
      case BtfType.Const constant -> OptionalInt.of(constant.target());
      case BtfType.Restrict restrict -> OptionalInt.of(restrict.target());
      case BtfType.TypeTag tag -> OptionalInt.of(tag.target());
      case BtfType.VoidType _,
          BtfType.Int _,
          BtfType.Pointer _,
          BtfType.Array _,
          BtfType.Struct _,
          BtfType.Union _,
          BtfType.Enumeration _,
          BtfType.Forward _,
          BtfType.Function _,
          BtfType.FunctionPrototype _,
          BtfType.Variable _,
          BtfType.DataSection _,
          BtfType.FloatingPoint _,
          BtfType.DeclarationTag _,
          BtfType.Enumeration64 _ ->
          OptionalInt.empty();
    };
  }

  private static OptionalLong ownSize(BtfType type) {
    return switch (type) {
      case BtfType.Int integer -> OptionalLong.of(integer.size());
      case BtfType.Pointer _ -> OptionalLong.of(POINTER_SIZE);
      case BtfType.Struct struct -> OptionalLong.of(struct.size());
      case BtfType.Union union -> OptionalLong.of(union.size());
      case BtfType.Enumeration enumeration -> OptionalLong.of(enumeration.size());
      case BtfType.Enumeration64 enumeration -> OptionalLong.of(enumeration.size());
      case BtfType.FloatingPoint floating -> OptionalLong.of(floating.size());
      case BtfType.DataSection section -> OptionalLong.of(section.size());
      case BtfType.VoidType _,
          BtfType.Array _,
          BtfType.Forward _,
          BtfType.Typedef _,
          BtfType.Volatile _,
          BtfType.Const _,
          BtfType.Restrict _,
          BtfType.Function _,
          BtfType.FunctionPrototype _,
          BtfType.Variable _,
          BtfType.DeclarationTag _,
          BtfType.TypeTag _ ->
          OptionalLong.empty();
    };
  }

  private static OptionalLong scaled(OptionalLong size, long factor) {
    if (size.isEmpty()) {
      return size;
    }
    // Both are below 2^32 and 2^31: the product fits.
    long product = size.getAsLong() * factor;
    return product <= Integer.MAX_VALUE ? OptionalLong.of(product) : OptionalLong.empty();
  }
}
