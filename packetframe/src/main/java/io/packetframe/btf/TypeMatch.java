package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import java.util.List;

/**
 * Whether a type of the kernel has all that the object's type has, by names and with the same
 * types: the strict question of {@code bpf_core_type_matches()}. Behind a pointer a struct is only
 * its name.
 */
final class TypeMatch {
  private static final int MAX_DEPTH = 32;
  private static final int SIGNED = 1;

  private final BtfTypes local;
  private final BtfTypes target;
  private final CoreBudget budget;

  TypeMatch(BtfTypes local, BtfTypes target, CoreBudget budget) {
    this.local = local;
    this.target = target;
    this.budget = budget;
  }

  boolean match(int localId, int targetId) throws CoreProblem {
    return match(localId, targetId, false, MAX_DEPTH);
  }

  private boolean match(int localId, int targetId, boolean isBehindPointer, int level)
      throws CoreProblem {
    if (level <= 0) {
      throw new CoreProblem("types deeper than " + MAX_DEPTH);
    }
    int one = localId;
    int other = targetId;
    boolean behindPointer = isBehindPointer;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      budget.step();
      BtfType ours = local.type(Access.resolved(local, one));
      BtfType theirs = target.type(Access.resolved(target, other));
      if (!TypeComparison.sameName(ours.name(), theirs.name())) {
        return false;
      }
      switch (ours) {
        case BtfType.VoidType _ -> {
          return theirs instanceof BtfType.VoidType;
        }
        case BtfType.Forward forward -> {
          return forward(forward, theirs, behindPointer);
        }
        case BtfType.Enumeration _, BtfType.Enumeration64 _ -> {
          return constants(ours, theirs);
        }
        case BtfType.Struct _, BtfType.Union _ -> {
          return behindPointer
              ? isNamedAs(ours, theirs)
              : ours.getClass() == theirs.getClass()
                  && members(Access.members(ours), Access.members(theirs), level);
        }
        case BtfType.Int integer -> {
          return theirs instanceof BtfType.Int found
              && integer.size() == found.size()
              && (integer.encoding() & SIGNED) == (found.encoding() & SIGNED);
        }
        case BtfType.Pointer pointer when theirs instanceof BtfType.Pointer found -> {
          behindPointer = true;
          one = pointer.target();
          other = found.target();
        }
        case BtfType.Array array
            when theirs instanceof BtfType.Array found && array.count() == found.count() -> {
          one = array.element();
          other = found.element();
        }
        case BtfType.FunctionPrototype prototype
            when theirs instanceof BtfType.FunctionPrototype found -> {
          if (!parameters(prototype, found, behindPointer, level)) {
            return false;
          }
          one = prototype.result();
          other = found.result();
        }
        default -> {
          return false;
        }
      }
    }
    throw new CoreProblem("types deeper than " + MAX_DEPTH);
  }

  private static boolean forward(BtfType.Forward ours, BtfType theirs, boolean behindPointer) {
    return switch (theirs) {
      case BtfType.Forward found -> ours.union() == found.union();
      case BtfType.Struct _ -> behindPointer && !ours.union();
      case BtfType.Union _ -> behindPointer && ours.union();
      default -> false;
    };
  }

  private static boolean isNamedAs(BtfType ours, BtfType theirs) {
    return theirs instanceof BtfType.Forward forward
        ? forward.union() == ours instanceof BtfType.Union
        : ours.getClass() == theirs.getClass();
  }

  private boolean constants(BtfType ours, BtfType theirs) throws CoreProblem {
    List<BtfType.Constant> wanted = Access.constants(ours);
    List<BtfType.Constant> found = Access.constants(theirs);
    if (wanted == null
        || found == null
        || enumerationSize(ours) != enumerationSize(theirs)
        || wanted.size() > found.size()) {
      return false;
    }
    for (BtfType.Constant each : wanted) {
      if (!has(found, each.name())) {
        return false;
      }
    }
    return true;
  }

  private boolean has(List<BtfType.Constant> constants, String name) throws CoreProblem {
    for (BtfType.Constant each : constants) {
      budget.step();
      if (TypeComparison.sameName(name, each.name())) {
        return true;
      }
    }
    return false;
  }

  private static long enumerationSize(BtfType type) {
    return switch (type) {
      case BtfType.Enumeration all -> all.size();
      case BtfType.Enumeration64 all -> all.size();
      default -> 0;
    };
  }

  private boolean members(List<BtfType.Member> wanted, List<BtfType.Member> found, int level)
      throws CoreProblem {
    if (wanted.size() > found.size()) {
      return false;
    }
    for (BtfType.Member each : wanted) {
      if (!has(found, each, level)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(List<BtfType.Member> members, BtfType.Member wanted, int level)
      throws CoreProblem {
    for (BtfType.Member each : members) {
      budget.step();
      if (TypeComparison.sameName(wanted.name(), each.name())
          && match(wanted.type(), each.type(), false, level - 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean parameters(
      BtfType.FunctionPrototype ours,
      BtfType.FunctionPrototype theirs,
      boolean behindPointer,
      int level)
      throws CoreProblem {
    if (ours.parameters().size() != theirs.parameters().size()) {
      return false;
    }
    for (int i = 0; i < ours.parameters().size(); i++) {
      int one = ours.parameters().get(i).type();
      int other = theirs.parameters().get(i).type();
      if (!match(one, other, behindPointer, level - 1)) {
        return false;
      }
    }
    return true;
  }
}
