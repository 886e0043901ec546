package io.packetframe.bpf;

/**
 * A property in which an object of the kernel is not what we want.
 *
 * @param property in words, e.g. {@code value size}
 */
public record Difference(String property, String wanted, String found) {
  @Override
  public String toString() {
    return property + " is " + found + ", not " + wanted;
  }
}
