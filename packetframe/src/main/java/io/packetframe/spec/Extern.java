package io.packetframe.spec;

/** What an object uses and the running kernel defines. */
public sealed interface Extern {
  /** Returns the name in C; unique in its object. */
  String name();

  /** Tells whether the object does without: a value is 0 then, and so is an address. */
  boolean weak();

  /**
   * A value of the kernel's configuration ({@code __kconfig}); the loader writes it into the map
   * {@code .kconfig}, which programs read.
   *
   * @param offset in the map's one value
   * @param size bytes
   */
  record ConfigurationValue(String name, boolean weak, Kind kind, int offset, int size)
      implements Extern {}

  /**
   * A variable of the kernel ({@code __ksym}), of which the program takes the address.
   *
   * @param type BTF id in the object; 0 where the object leaves it open ({@code void}), and any
   *     symbol of the kernel will do
   */
  record KernelVariable(String name, boolean weak, int type) implements Extern {}

  /**
   * A function of the kernel ({@code __ksym}), which the program calls.
   *
   * @param prototype BTF id in the object
   */
  record KernelFunction(String name, boolean weak, int prototype) implements Extern {}

  /** How a value of the configuration is kept. */
  enum Kind {
    /** {@code bool}: y or n. */
    BOOLEAN,
    /** {@code enum libbpf_tristate}: n, y or m as 0, 1 and 2. */
    TRISTATE,
    /** {@code char}: y, n or m as a letter, or a number. */
    CHARACTER,
    /** A number with a sign. */
    SIGNED,
    /** A number without. */
    UNSIGNED,
    /** {@code char[]}, ended by a NUL byte. */
    TEXT
  }
}
