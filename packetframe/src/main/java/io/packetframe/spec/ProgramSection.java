package io.packetframe.spec;

import java.util.Optional;

/** What the name of a program's section says about it, e.g. {@code SEC("xdp")}. */
public sealed interface ProgramSection {
  /** Returns what a program has that comes from no object. */
  static ProgramSection none() {
    return new Unknown("");
  }

  /** Returns the name as the object has it. */
  String name();

  /** Returns the type to load it as; UNSPEC where the name does not say. */
  ProgramType type();

  /** Returns what to say to the kernel about where it will be attached. */
  Optional<AttachType> attachType();

  /** Returns BPF_F_* for the load. */
  int loadFlags();

  /** Tells whether it is loaded with its object; a name that starts with a question mark is not. */
  default boolean isLoadedByDefault() {
    return !name().startsWith("?");
  }

  /**
   * A name with a meaning that loaders agree on.
   *
   * @param target what follows the slash, e.g. a kernel function; empty where nothing does
   */
  record Known(String name, SectionRule rule, String target) implements ProgramSection {
    @Override
    public ProgramType type() {
      return rule.type();
    }

    @Override
    public Optional<AttachType> attachType() {
      return rule.attachType();
    }

    @Override
    public int loadFlags() {
      return rule.loadFlags();
    }
  }

  /** Any other name: whoever loads the program has to say what it is. */
  record Unknown(String name) implements ProgramSection {
    @Override
    public ProgramType type() {
      return ProgramType.UNSPEC;
    }

    @Override
    public Optional<AttachType> attachType() {
      return Optional.empty();
    }

    @Override
    public int loadFlags() {
      return 0;
    }
  }

  /** Returns what that name means. */
  static ProgramSection of(String name) {
    String plain = name.startsWith("?") ? name.substring(1) : name;
    for (SectionRule rule : SectionRule.values()) {
      Optional<String> target = rule.match(plain);
      if (target.isPresent()) {
        return new Known(name, rule, target.get());
      }
    }
    return new Unknown(name);
  }
}
