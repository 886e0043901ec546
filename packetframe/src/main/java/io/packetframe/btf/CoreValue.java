package io.packetframe.btf;

/**
 * What a relocation comes to.
 *
 * @param before what the compiler put into the instruction
 * @param after what belongs there in this kernel
 * @param isChecked the instruction must hold {@code before}
 * @param isPoisoned the kernel has no such thing: the instruction must not be reached
 * @param sizeBefore bytes of the field, where a load or store may have to change its size; else 0
 * @param sizeAfter the same in this kernel
 * @param fitsSize a load or store of one size can stand for one of the other
 */
record CoreValue(
    long before,
    long after,
    boolean isChecked,
    boolean isPoisoned,
    long sizeBefore,
    long sizeAfter,
    boolean fitsSize) {
  static CoreValue of(long before, long after, boolean isChecked) {
    return new CoreValue(before, after, isChecked, false, 0, 0, true);
  }

  static CoreValue poison() {
    return new CoreValue(0, 0, false, true, 0, 0, true);
  }

  String text() {
    return isPoisoned ? "none" : Long.toString(after);
  }
}
