package io.packetframe.bpf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import java.util.List;
import java.util.OptionalInt;

/** Finds a member of a structure, through the anonymous structures and unions in it. */
final class MemberOffset {
  private MemberOffset() {}

  /** Returns bytes from the start of the structure; empty where it has none, or a bit field. */
  static OptionalInt of(BtfTypes types, int structure, String member) {
    return find(types, structure, member, 0, 0);
  }

  private static OptionalInt find(
      BtfTypes types, int id, String member, long startBits, int depth) {
    OptionalInt resolved = depth < BtfTypes.MAX_DEPTH ? types.resolve(id) : OptionalInt.empty();
    if (resolved.isEmpty()) {
      return OptionalInt.empty();
    }
    for (BtfType.Member each : members(types.type(resolved.getAsInt()))) {
      long bits = startBits + each.bitOffset();
      if (each.name().equals(member)) {
        return each.bitfieldSize() == 0 && bits / Byte.SIZE <= Integer.MAX_VALUE
            ? OptionalInt.of((int) (bits / Byte.SIZE))
            : OptionalInt.empty();
      }
      if (each.name().isEmpty()) {
        OptionalInt inside = find(types, each.type(), member, bits, depth + 1);
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return OptionalInt.empty();
  }

  private static List<BtfType.Member> members(BtfType type) {
    return switch (type) {
      case BtfType.Struct struct -> struct.members();
      case BtfType.Union union -> union.members();
      default -> List.of();
    };
  }
}
