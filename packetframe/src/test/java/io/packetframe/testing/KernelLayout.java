package io.packetframe.testing;

import io.packetframe.btf.BtfParser;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Where the running kernel has the members of its structures, from its own types (BTF). */
public final class KernelLayout {
  private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

  /** A member: its offset and size in bytes. */
  public record Field(int offset, int size) {}

  /** The types are read once, and given back where memory is short. */
  private static @Nullable SoftReference<KernelLayout> known;

  private final Btf types;
  private final Map<String, Integer> structures = new HashMap<>();
  private final Map<String, Long> constants = new HashMap<>();

  private KernelLayout(Btf types) {
    this.types = types;
    for (int id = 1; id < types.types().size(); id++) {
      String name = types.type(id).name();
      if (!name.isEmpty() && !members(id).isEmpty()) {
        structures.putIfAbsent(name, id);
      }
      constants(types.type(id))
          .forEach(constant -> constants.putIfAbsent(constant.name(), constant.value()));
    }
  }

  private static List<BtfType.Constant> constants(BtfType type) {
    return switch (type) {
      case BtfType.Enumeration all -> all.constants();
      case BtfType.Enumeration64 all -> all.constants();
      default -> List.of();
    };
  }

  /** Reads the kernel's types; skips the test with the reason where it has none. */
  public static synchronized KernelLayout ofThisKernel() throws IOException, ObjectException {
    Assumptions.assumeTrue(
        Files.isReadable(TYPES), "this kernel has no types (CONFIG_DEBUG_INFO_BTF)");
    KernelLayout layout = known == null ? null : known.get();
    if (layout == null) {
      layout = new KernelLayout(BtfParser.parse(Files.readAllBytes(TYPES)));
      known = new SoftReference<>(layout);
    }
    return layout;
  }

  /** Says that a member is not compared, and why. */
  public static void skip(String structure, String member) {
    System.out.println(
        "not compared: Linux "
            + System.getProperty("os.version")
            + " has no "
            + structure
            + "."
            + member);
  }

  /** Returns the bytes of a structure; empty where this kernel has none of that name. */
  public Optional<Integer> size(String structure) {
    return Optional.ofNullable(structures.get(structure))
        .map(id -> (int) types.size(id).orElseThrow());
  }

  /**
   * Returns a member, or one inside another ({@code batch.keys}); empty where this kernel has none.
   */
  public Optional<Field> field(String structure, String path) {
    Optional<Field> found = Optional.of(new Field(0, 0));
    int id = structures.getOrDefault(structure, 0);
    for (String name : path.split("\\.", -1)) {
      int start = found.get().offset();
      Optional<BtfType.Member> member = member(id, name);
      if (member.isEmpty()) {
        return Optional.empty();
      }
      id = member.get().type();
      int size = (int) types.size(id).orElse(0);
      found = Optional.of(new Field(start + (int) (member.get().bitOffset() / 8), size));
    }
    return found;
  }

  /** Returns the number of an enumeration's constant; empty where this kernel has none. */
  public Optional<Long> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /** Returns the first bit of a member, counted from the structure's begin. */
  public Optional<Long> bit(String structure, String name) {
    return member(structures.getOrDefault(structure, 0), name).map(BtfType.Member::bitOffset);
  }

  /**
   * Returns a member of the one of a union's structures without a name that has all those members:
   * {@code union bpf_attr} has several with a {@code flags}. Empty where this kernel lacks it.
   */
  public Optional<Field> fieldBeside(String union, String name, Set<String> others) {
    for (BtfType.Member part : members(structures.getOrDefault(union, 0))) {
      int id = types.resolve(part.type()).orElseThrow();
      if (part.name().isEmpty() && others.stream().allMatch(each -> member(id, each).isPresent())) {
        return member(id, name)
            .map(
                member ->
                    new Field(
                        (int) (member.bitOffset() / 8), (int) types.size(member.type()).orElse(0)));
      }
    }
    return Optional.empty();
  }

  /** Looks into members without a name too, and returns the offset from the outermost. */
  private Optional<BtfType.Member> member(int structure, String name) {
    for (BtfType.Member member : members(structure)) {
      if (member.name().equals(name)) {
        return Optional.of(member);
      }
      if (member.name().isEmpty()) {
        Optional<BtfType.Member> inner = member(member.type(), name);
        if (inner.isPresent()) {
          return inner.map(
              found ->
                  new BtfType.Member(
                      name,
                      found.type(),
                      member.bitOffset() + found.bitOffset(),
                      found.bitfieldSize()));
        }
      }
    }
    return Optional.empty();
  }

  private List<BtfType.Member> members(int id) {
    return switch (types.type(types.resolve(id).orElse(0))) {
      case BtfType.Struct struct -> struct.members();
      case BtfType.Union union -> union.members();
      default -> List.of();
    };
  }
}
