package io.packetframe.verifier.wire;

/**
 * A test as reports name it.
 *
 * @param className the class that holds it
 * @param name the method with its parameters, or empty for the class itself
 */
public record TestName(String className, String name) implements Comparable<TestName> {
  public TestName {
    if (className.isBlank()) {
      throw new IllegalArgumentException("a test without a class: " + name);
    }
  }

  @Override
  public int compareTo(TestName other) {
    int byClass = className.compareTo(other.className);
    return byClass != 0 ? byClass : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? className : className + "." + name;
  }
}
