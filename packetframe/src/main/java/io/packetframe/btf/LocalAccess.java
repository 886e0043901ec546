package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import java.util.ArrayList;
import java.util.List;

/** What the compiler wrote, e.g. {@code 0:1:2}, as a place in the object's own types. */
final class LocalAccess {
  private static final int MAX_INDEX = Integer.MAX_VALUE;

  private final Access access;
  private final List<Integer> indices;

  private LocalAccess(Access access, List<Integer> indices) {
    this.access = access;
    this.indices = indices;
  }

  static Access parse(Btf types, CoreRelocation relocation) throws CoreProblem {
    Access access = new Access(types, relocation.type());
    if (relocation.kind().isAboutType()) {
      if (!relocation.access().equals("0")) {
        throw new CoreProblem("expected 0 as the place in a type, found " + relocation.access());
      }
      return access;
    }
    List<Integer> indices = indices(relocation.access());
    for (int index : indices) {
      access.push(index);
    }
    LocalAccess local = new LocalAccess(access, indices);
    if (relocation.kind().isAboutConstant()) {
      local.constant();
    } else {
      local.field();
    }
    return access;
  }

  private static List<Integer> indices(String text) throws CoreProblem {
    List<Integer> indices = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int colon = text.indexOf(':', from);
      int to = colon < 0 ? text.length() : colon;
      indices.add(index(text, from, to));
      from = to + 1;
    }
    return indices;
  }

  private static int index(String text, int from, int to) throws CoreProblem {
    long index = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      index = index * 10 + digit - '0';
      if (digit < '0' || digit > '9' || index > MAX_INDEX) {
        throw new CoreProblem("expected indices, e.g. 0:1:2, found " + text);
      }
    }
    if (from == to) {
      throw new CoreProblem("expected indices, e.g. 0:1:2, found " + text);
    }
    return (int) index;
  }

  private void constant() throws CoreProblem {
    int id = access.resolved(access.root());
    List<BtfType.Constant> constants = Access.constants(access.types().type(id));
    int index = indices.getFirst();
    if (constants == null || indices.size() > 1 || index >= constants.size()) {
      throw new CoreProblem("expected a constant of an enumeration");
    }
    access.add(new Access.Step(id, index, constants.get(index).name()));
  }

  private void field() throws CoreProblem {
    int id = access.resolved(access.root());
    access.add(new Access.Step(id, indices.getFirst(), null));
    access.moveElements(id, indices.getFirst());
    for (int index : indices.subList(1, indices.size())) {
      id = access.resolved(id);
      BtfType type = access.types().type(id);
      if (Access.isComposite(type)) {
        id = member(id, type, index);
      } else if (type instanceof BtfType.Array array) {
        id = element(array, index);
      } else {
        throw new CoreProblem("expected a struct, a union or an array as type " + id);
      }
    }
  }

  private int member(int id, BtfType type, int index) throws CoreProblem {
    List<BtfType.Member> members = Access.members(type);
    if (index >= members.size()) {
      throw new CoreProblem(
          "expected a member below " + members.size() + " of type " + id + ", found " + index);
    }
    BtfType.Member member = members.get(index);
    access.move(member.bitOffset());
    if (!member.name().isEmpty()) {
      access.add(new Access.Step(id, index, member.name()));
    }
    return member.type();
  }

  private int element(BtfType.Array array, int index) throws CoreProblem {
    int element = access.resolved(array.element());
    if (index >= array.count() && !access.isFlexible(array)) {
      throw new CoreProblem("expected an element below " + array.count() + ", found " + index);
    }
    access.add(new Access.Step(element, index, null));
    access.moveElements(element, index);
    return element;
  }
}
