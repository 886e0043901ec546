package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import java.util.List;

/**
 * Whether a type of the object may stand for one of the kernel: of the same kind, whatever its size
 * and qualifiers; names count only where noted.
 */
final class TypeComparison {
  private static final int MAX_DEPTH = 32;

  private final BtfTypes local;
  private final BtfTypes target;
  private final CoreBudget budget;

  TypeComparison(BtfTypes local, BtfTypes target, CoreBudget budget) {
    this.local = local;
    this.target = target;
    this.budget = budget;
  }

  /** Tells whether both are of one kind; the two kinds of enumerations are one. */
  static boolean sameKind(BtfType one, BtfType other) {
    return one.getClass() == other.getClass()
        || (Access.constants(one) != null && Access.constants(other) != null);
  }

  static boolean sameName(String one, String other) {
    return EssentialName.of(one).equals(EssentialName.of(other));
  }

  /** Tells whether a field of the first type can be read as one of the second. */
  boolean fieldsCompatible(int localId, int targetId) throws CoreProblem {
    int one = localId;
    int other = targetId;
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      budget.step();
      BtfType ours = local.type(Access.resolved(local, one));
      BtfType theirs = target.type(Access.resolved(target, other));
      if (ours instanceof BtfType.Array array && theirs instanceof BtfType.Array elements) {
        one = array.element();
        other = elements.element();
      } else {
        return fieldsCompatible(ours, theirs);
      }
    }
    throw new CoreProblem("arrays of arrays deeper than " + MAX_DEPTH);
  }

  private static boolean fieldsCompatible(BtfType ours, BtfType theirs) {
    if (Access.isComposite(ours) && Access.isComposite(theirs)) {
      return true;
    }
    if (!sameKind(ours, theirs)) {
      return false;
    }
    return switch (ours) {
      case BtfType.Pointer _, BtfType.FloatingPoint _ -> true;
      case BtfType.Forward _, BtfType.Enumeration _, BtfType.Enumeration64 _ ->
          ours.name().isEmpty() || theirs.name().isEmpty() || sameName(ours.name(), theirs.name());
      case BtfType.Int integer -> isWhole(integer) && isWhole(theirs);
      default -> false;
    };
  }

  /** Integers that are a part of others come from compilers of before bit fields in BTF. */
  private static boolean isWhole(BtfType type) {
    return type instanceof BtfType.Int integer && integer.bitOffset() == 0;
  }

  /** Tells whether the kernel's type is one of that kind all the way down; names do not count. */
  boolean compatible(int localId, int targetId) throws CoreProblem {
    return sameKind(local.type(localId), target.type(targetId))
        && compatible(localId, targetId, MAX_DEPTH);
  }

  private boolean compatible(int localId, int targetId, int level) throws CoreProblem {
    int one = localId;
    int other = targetId;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      budget.step();
      BtfType ours = local.type(Access.resolved(local, one));
      BtfType theirs = target.type(Access.resolved(target, other));
      if (!sameKind(ours, theirs)) {
        return false;
      }
      switch (ours) {
        case BtfType.VoidType _,
            BtfType.Struct _,
            BtfType.Union _,
            BtfType.Enumeration _,
            BtfType.Enumeration64 _,
            BtfType.Forward _ -> {
          return true;
        }
        case BtfType.Int integer -> {
          return isWhole(integer) && isWhole(theirs);
        }
        case BtfType.Pointer pointer -> {
          one = pointer.target();
          other = ((BtfType.Pointer) theirs).target();
        }
        case BtfType.Array array -> {
          one = array.element();
          other = ((BtfType.Array) theirs).element();
        }
        case BtfType.FunctionPrototype prototype -> {
          BtfType.FunctionPrototype function = (BtfType.FunctionPrototype) theirs;
          if (!parametersCompatible(prototype.parameters(), function.parameters(), level)) {
            return false;
          }
          one = prototype.result();
          other = function.result();
        }
        default -> {
          return false;
        }
      }
    }
    throw new CoreProblem("types deeper than " + MAX_DEPTH);
  }

  private boolean parametersCompatible(
      List<BtfType.Parameter> ours, List<BtfType.Parameter> theirs, int level) throws CoreProblem {
    if (ours.size() != theirs.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (level == 0) {
        throw new CoreProblem("functions that take functions deeper than " + MAX_DEPTH);
      }
      if (!compatible(ours.get(i).type(), theirs.get(i).type(), level - 1)) {
        return false;
      }
    }
    return true;
  }
}
