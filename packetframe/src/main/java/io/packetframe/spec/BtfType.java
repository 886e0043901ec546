package io.packetframe.spec;

import java.util.List;
import java.util.Optional;

/**
 * A type in BTF (include/uapi/linux/btf.h), one record for each kind.
 *
 * <p>Other types are named by their ids; 0 is void. A name may be empty. Sizes are bytes.
 */
public sealed interface BtfType {
  /** Returns the name; empty for a type that has none. */
  default String name() {
    return "";
  }

  /** Id 0; stands in no file. */
  record VoidType() implements BtfType {}

  /**
   * Kind 1.
   *
   * @param encoding bit 0 signed, bit 1 character, bit 2 boolean
   */
  record Int(String name, long size, int encoding, int bitOffset, int bits) implements BtfType {}

  /** Kind 2. */
  record Pointer(int target) implements BtfType {}

  /** Kind 3. */
  record Array(int element, int index, long count) implements BtfType {}

  /**
   * Kind 4.
   *
   * @param hasBitfields how the members are written, not whether one is a bit field
   */
  record Struct(String name, long size, boolean hasBitfields, List<Member> members)
      implements BtfType {
    public Struct {
      members = List.copyOf(members);
    }
  }

  /**
   * Kind 5.
   *
   * @param hasBitfields how the members are written, not whether one is a bit field
   */
  record Union(String name, long size, boolean hasBitfields, List<Member> members)
      implements BtfType {
    public Union {
      members = List.copyOf(members);
    }
  }

  /** Kind 6. */
  record Enumeration(String name, long size, boolean signed, List<Constant> constants)
      implements BtfType {
    public Enumeration {
      constants = List.copyOf(constants);
    }
  }

  /** Kind 7: a struct or union that the file only names. */
  record Forward(String name, boolean union) implements BtfType {}

  /** Kind 8. */
  record Typedef(String name, int target) implements BtfType {}

  /** Kind 9. */
  record Volatile(int target) implements BtfType {}

  /** Kind 10. */
  record Const(int target) implements BtfType {}

  /** Kind 11. */
  record Restrict(int target) implements BtfType {}

  /** Kind 12. */
  record Function(String name, int prototype, Linkage linkage) implements BtfType {}

  /** Kind 13. */
  record FunctionPrototype(int result, List<Parameter> parameters) implements BtfType {
    public FunctionPrototype {
      parameters = List.copyOf(parameters);
    }
  }

  /** Kind 14. */
  record Variable(String name, int type, Linkage linkage) implements BtfType {}

  /** Kind 15: the variables of an ELF section, by offset. */
  record DataSection(String name, long size, List<Placement> variables) implements BtfType {
    public DataSection {
      variables = List.copyOf(variables);
    }
  }

  /** Kind 16. */
  record FloatingPoint(String name, long size) implements BtfType {}

  /**
   * Kind 17.
   *
   * @param component member or parameter that is tagged; -1 for the type itself
   * @param attribute the tag is a whole attribute of C
   */
  record DeclarationTag(String name, int target, int component, boolean attribute)
      implements BtfType {}

  /**
   * Kind 18.
   *
   * @param attribute the tag is a whole attribute of C
   */
  record TypeTag(String name, int target, boolean attribute) implements BtfType {}

  /** Kind 19. */
  record Enumeration64(String name, long size, boolean signed, List<Constant> constants)
      implements BtfType {
    public Enumeration64 {
      constants = List.copyOf(constants);
    }
  }

  /**
   * A member of a struct or union.
   *
   * @param bitfieldSize 0 for a member that is no bit field
   */
  record Member(String name, int type, long bitOffset, int bitfieldSize) {}

  /** A constant of an enumeration. */
  record Constant(String name, long value) {}

  /** A parameter of a function; without name and type where more may follow. */
  record Parameter(String name, int type) {}

  /** Where a variable lies in its section. */
  record Placement(int variable, long offset, long size) {}

  /** Who sees a function or variable, in the order of the ABI. */
  enum Linkage {
    STATIC(0),
    GLOBAL(1),
    EXTERN(2);

    private final int number;

    Linkage(int number) {
      this.number = number;
    }

    /** Returns the number in the ABI. */
    public int number() {
      return number;
    }

    /** Returns the one with that number. */
    public static Optional<Linkage> of(long number) {
      for (Linkage each : values()) {
        if (each.number == number) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }
}
