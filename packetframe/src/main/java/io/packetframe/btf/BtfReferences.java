package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import java.util.List;
import java.util.stream.IntStream;

/** The ids of other types that a type names. */
final class BtfReferences {
  private BtfReferences() {}

  static int[] of(BtfType type) {
    return switch (type) {
      case BtfType.Pointer pointer -> one(pointer.target());
      case BtfType.Array array -> new int[] {array.element(), array.index()};
      case BtfType.Struct struct -> members(struct.members());
      case BtfType.Union union -> members(union.members());
      case BtfType.Typedef typedef -> one(typedef.target());
      case BtfType.Volatile volatiles -> one(volatiles.target());
      case BtfType.Const constant -> one(constant.target());
      case BtfType.Restrict restrict -> one(restrict.target());
      case BtfType.Function function -> one(function.prototype());
      case BtfType.FunctionPrototype prototype ->
          IntStream.concat(
                  IntStream.of(prototype.result()),
                  prototype.parameters().stream().mapToInt(BtfType.Parameter::type))
              .toArray();
      case BtfType.Variable variable -> one(variable.type());
      case BtfType.DataSection section ->
          section.variables().stream().mapToInt(BtfType.Placement::variable).toArray();
      case BtfType.DeclarationTag tag -> one(tag.target());
      case BtfType.TypeTag tag -> one(tag.target());
      case BtfType.VoidType _,
          BtfType.Int _,
          BtfType.Enumeration _,
          BtfType.Forward _,
          BtfType.FloatingPoint _,
          BtfType.Enumeration64 _ ->
          new int[0];
    };
  }

  private static int[] one(int reference) {
    return new int[] {reference};
  }

  private static int[] members(List<BtfType.Member> members) {
    return members.stream().mapToInt(BtfType.Member::type).toArray();
  }
}
