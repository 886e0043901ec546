package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import io.packetframe.spec.CoreRelocation;
import java.util.List;
import java.util.Optional;

/** The same place in a type of the kernel, found by the names of its members. */
final class TargetAccess {
  private final Access local;
  private final Access target;
  private final CoreBudget budget;
  private final TypeComparison comparison;

  /** The type behind the member that was found last. */
  private int next;

  private TargetAccess(Access local, Access target, CoreBudget budget) {
    this.local = local;
    this.target = target;
    this.budget = budget;
    this.comparison = new TypeComparison(local.types(), target.types(), budget);
    this.next = target.root();
  }

  /** Returns the place in a candidate; empty where that has no such place. */
  static Optional<Access> find(
      Access local, CoreRelocation.Kind kind, BtfTypes types, int candidate, CoreBudget budget)
      throws CoreProblem {
    Access target = new Access(types, candidate);
    TargetAccess search = new TargetAccess(local, target, budget);
    boolean found;
    if (kind == CoreRelocation.Kind.TYPE_MATCHES) {
      found = new TypeMatch(local.types(), types, budget).match(local.root(), candidate);
    } else if (kind.isAboutType()) {
      found = search.comparison.compatible(local.root(), candidate);
    } else {
      found = kind.isAboutConstant() ? search.constant() : search.field();
    }
    return found ? Optional.of(target) : Optional.empty();
  }

  private boolean constant() throws CoreProblem {
    int id = target.resolved(target.root());
    List<BtfType.Constant> constants = Access.constants(target.types().type(id));
    if (constants == null) {
      return false;
    }
    String name = EssentialName.of(String.valueOf(local.steps().getFirst().name()));
    for (int i = 0; i < constants.size(); i++) {
      budget.step();
      if (EssentialName.of(constants.get(i).name()).equals(name)) {
        target.add(new Access.Step(id, i, constants.get(i).name()));
        target.push(i);
        return true;
      }
    }
    return false;
  }

  private boolean field() throws CoreProblem {
    List<Access.Step> steps = local.steps();
    for (int i = 0; i < steps.size(); i++) {
      Access.Step step = steps.get(i);
      boolean found = step.name() != null ? member(step, next) : element(step, i == 0);
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private boolean element(Access.Step step, boolean first) throws CoreProblem {
    int id = target.resolved(next);
    if (!first) {
      if (!(target.types().type(id) instanceof BtfType.Array array)) {
        return false;
      }
      if (step.index() >= array.count() && !target.isFlexible(array)) {
        return false;
      }
      id = target.resolved(array.element());
    }
    target.push(step.index());
    target.add(new Access.Step(id, step.index(), null));
    target.moveElements(id, step.index());
    next = id;
    return true;
  }

  /** Looks for the member, also inside of members that have no name. */
  private boolean member(Access.Step step, int id) throws CoreProblem {
    int composite = target.resolved(id);
    BtfType.Member wanted = Access.members(local.types().type(step.type())).get(step.index());
    List<BtfType.Member> members = Access.members(target.types().type(composite));
    for (int i = 0; i < members.size(); i++) {
      budget.step();
      BtfType.Member member = members.get(i);
      target.push(i);
      target.move(member.bitOffset());
      if (member.name().isEmpty()) {
        if (member(step, member.type())) {
          return true;
        }
      } else if (member.name().equals(wanted.name())) {
        if (comparison.fieldsCompatible(wanted.type(), member.type())) {
          target.add(new Access.Step(composite, i, member.name()));
          next = member.type();
          return true;
        }
      }
      target.move(-member.bitOffset());
      target.pop();
    }
    return false;
  }
}
