package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place in a type: from a root on, through members and elements, to a field; or a constant of an
 * enumeration; or the root alone.
 */
final class Access {
  /** BPF_CORE_SPEC_MAX_LEN of loaders. */
  private static final int MAX_LENGTH = 64;

  /** No object has a place beyond: offsets are 32 bits of bits. */
  private static final long MAX_BIT_OFFSET = 0xffffffffL;

  /**
   * A step that has a name, or an index of an array.
   *
   * @param type the struct or union of the member, or what the element is
   * @param name of the member or constant; null for an element
   */
  record Step(int type, int index, @Nullable String name) {}

  private final BtfTypes types;
  private final int root;
  private final List<Step> steps = new ArrayList<>();

  /** Every index, also those of members without a name. */
  private final List<Integer> indices = new ArrayList<>();

  private long bitOffset;

  Access(BtfTypes types, int root) {
    this.types = types;
    this.root = root;
  }

  BtfTypes types() {
    return types;
  }

  int root() {
    return root;
  }

  List<Step> steps() {
    return steps;
  }

  long bitOffset() {
    return bitOffset;
  }

  void add(Step step) {
    steps.add(step);
  }

  void push(int index) throws CoreProblem {
    if (indices.size() == MAX_LENGTH) {
      throw new CoreProblem("expected at most " + MAX_LENGTH + " indices");
    }
    indices.add(index);
  }

  void pop() {
    indices.removeLast();
  }

  void move(long bits) throws CoreProblem {
    bitOffset += bits;
    if (bitOffset < 0 || bitOffset > MAX_BIT_OFFSET) {
      throw new CoreProblem("expected an offset of 32 bits, found " + bitOffset + " bits");
    }
  }

  /** Moves by that many elements of a type. */
  void moveElements(int element, int count) throws CoreProblem {
    // Both are below 2^31, and a byte has 8 bits: the product is above what move() takes at most.
    long bytes = Math.multiplyHigh(size(element), count) == 0 ? size(element) * count : -1;
    move(bytes < 0 || bytes > MAX_BIT_OFFSET ? MAX_BIT_OFFSET + 1 : bytes * Byte.SIZE);
  }

  /** Returns the id behind names and qualifiers. */
  int resolved(int id) throws CoreProblem {
    return resolved(types, id);
  }

  static int resolved(BtfTypes types, int id) throws CoreProblem {
    OptionalInt resolved = types.resolve(id);
    if (resolved.isEmpty()) {
      throw new CoreProblem("type " + id + ": a loop of names and qualifiers");
    }
    return resolved.getAsInt();
  }

  long size(int id) throws CoreProblem {
    OptionalLong size = types.size(id);
    if (size.isEmpty()) {
      throw new CoreProblem("type " + id + " (" + types.type(id).name() + ") has no size");
    }
    return size.getAsLong();
  }

  /** Tells whether an array without a length ends the struct that the last step is in. */
  boolean isFlexible(BtfType.Array array) {
    if (array.count() > 0 || steps.isEmpty()) {
      return false;
    }
    Step last = steps.getLast();
    return last.name() != null && last.index() == members(types.type(last.type())).size() - 1;
  }

  /** Returns the members of a struct or union; none for anything else. */
  static List<BtfType.Member> members(BtfType type) {
    return switch (type) {
      case BtfType.Struct struct -> struct.members();
      case BtfType.Union union -> union.members();
      default -> List.of();
    };
  }

  static boolean isComposite(BtfType type) {
    return type instanceof BtfType.Struct || type instanceof BtfType.Union;
  }

  /** Returns the constants of an enumeration; null for anything else. */
  static @Nullable List<BtfType.Constant> constants(BtfType type) {
    return switch (type) {
      case BtfType.Enumeration all -> all.constants();
      case BtfType.Enumeration64 all -> all.constants();
      default -> null;
    };
  }

  /** Returns e.g. {@code .sk.mark (0:3:1 @ offset 24)}, as loaders write it. */
  String path() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.name() != null) {
        text.append('.').append(step.name());
      } else if (i > 0 || step.index() > 0) {
        text.append('[').append(step.index()).append(']');
      }
    }
    String raw = indices.stream().map(String::valueOf).collect(Collectors.joining(":"));
    text.append(" (").append(raw).append(" @ offset ").append(bitOffset / Byte.SIZE);
    if (bitOffset % Byte.SIZE != 0) {
      text.append('.').append(bitOffset % Byte.SIZE);
    }
    return text.append(')').toString();
  }
}
