package io.packetframe.elf;

/**
 * A symbol of the file.
 *
 * @param hidden the linker would let no other object see it
 * @param section index; 0 for one that is defined elsewhere
 */
record Symbol(
    String name, int kind, int binding, boolean hidden, int section, long value, long size) {
  static final int KIND_FUNCTION = 2;

  static final int LOCAL = 0;
  static final int WEAK = 2;

  static final int INTERNAL = 1;
  static final int HIDDEN = 2;

  static final int UNDEFINED = 0;
  static final int COMMON = 0xfff2;

  boolean isFunction() {
    return kind == KIND_FUNCTION;
  }

  boolean isWeak() {
    return binding == WEAK;
  }
}
