package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import java.util.List;

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
      case BtfType.FunctionPrototype prototype -> prototype(prototype);
      case BtfType.Variable variable -> one(variable.type());
      case BtfType.DataSection section -> section(section);
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
    int[] references = new int[members.size()];
    for (int i = 0; i < references.length; i++) {
      references[i] = members.get(i).type();
    }
    return references;
  }

  private static int[] prototype(BtfType.FunctionPrototype prototype) {
    int[] references = new int[1 + prototype.parameters().size()];
    references[0] = prototype.result();
    for (int i = 1; i < references.length; i++) {
      references[i] = prototype.parameters().get(i - 1).type();
    }
    return references;
  }

  private static int[] section(BtfType.DataSection section) {
    int[] references = new int[section.variables().size()];
    for (int i = 0; i < references.length; i++) {
      references[i] = section.variables().get(i).variable();
    }
    return references;
  }
}
