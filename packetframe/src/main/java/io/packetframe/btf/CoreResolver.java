package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.CoreRelocation.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The number that belongs into an instruction, from the same place in both sets of types. */
final class CoreResolver {
  private static final int SIGNED = 1;

  private CoreResolver() {}

  /** Returns the value with the place in the kernel's types; without it where there is none. */
  static CoreValue resolve(Kind kind, Access local, Optional<Access> target) throws CoreProblem {
    if (kind.isAboutType()) {
      return type(kind, local, target.orElse(null));
    }
    return kind.isAboutConstant()
        ? constant(kind, local, target.orElse(null))
        : field(kind, local, target.orElse(null));
  }

  /** Returns the value of the one question that no kernel is asked. */
  static CoreValue localType(CoreRelocation relocation) {
    return CoreValue.of(relocation.type(), relocation.type(), false);
  }

  private static CoreValue type(Kind kind, Access local, @Nullable Access target)
      throws CoreProblem {
    return switch (kind) {
      // Linkers renumber types, and do not know of this number.
      case TYPE_ID_TARGET -> CoreValue.of(local.root(), target == null ? 0 : target.root(), false);
      case TYPE_SIZE ->
          CoreValue.of(
              local.size(local.root()), target == null ? 0 : target.size(target.root()), true);
      default -> CoreValue.of(1, target == null ? 0 : 1, true);
    };
  }

  private static CoreValue constant(Kind kind, Access local, @Nullable Access target) {
    if (kind == Kind.ENUMVAL_EXISTS) {
      return CoreValue.of(1, target == null ? 0 : 1, true);
    }
    return target == null
        ? CoreValue.poison()
        : CoreValue.of(constant(local), constant(target), true);
  }

  /** Numbers of 32 bits are extended by their sign, whatever they are. */
  private static long constant(Access access) {
    Access.Step step = access.steps().getFirst();
    BtfType type = access.types().type(step.type());
    List<BtfType.Constant> constants = Objects.requireNonNull(Access.constants(type));
    long value = constants.get(step.index()).value();
    return type instanceof BtfType.Enumeration ? (int) value : value;
  }

  private static CoreValue field(Kind kind, Access local, @Nullable Access target)
      throws CoreProblem {
    if (kind == Kind.FIELD_EXISTS) {
      return CoreValue.of(1, target == null ? 0 : 1, true);
    }
    FieldValue before = FieldValue.of(local, kind);
    if (target == null) {
      return CoreValue.poison();
    }
    FieldValue after = FieldValue.of(target, kind);
    return new CoreValue(
        before.value(),
        after.value(),
        !before.isAmbiguous(),
        false,
        before.size(),
        after.size(),
        before.size() == after.size() || fits(local, before, target, after));
  }

  /**
   * A load of fewer or more bytes reads the same number where that is extended by zeroes: pointers
   * and unsigned integers.
   */
  private static boolean fits(Access local, FieldValue before, Access target, FieldValue after) {
    BtfType ours = local.types().type(before.type());
    BtfType theirs = target.types().type(after.type());
    return (ours instanceof BtfType.Pointer && theirs instanceof BtfType.Pointer)
        || (isUnsigned(ours) && isUnsigned(theirs));
  }

  private static boolean isUnsigned(BtfType type) {
    return type instanceof BtfType.Int integer && integer.encoding() != SIGNED;
  }
}
