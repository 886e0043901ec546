package io.packetframe.lint;

import java.util.Arrays;

/**
 * What is known of each register at one place; a place that several paths reach keeps what all say.
 */
final class Registers {
  private static final int COUNT = 11;
  private static final int STACK = 10;

  private final Value[] values = new Value[COUNT];

  private Registers() {}

  /** Returns what a function starts with: only where its stack is. */
  static Registers ofFunction() {
    Registers registers = new Registers();
    Arrays.fill(registers.values, Value.UNKNOWN);
    registers.values[STACK] = new Value.StackAddress(0);
    return registers;
  }

  Registers copy() {
    Registers copy = new Registers();
    System.arraycopy(values, 0, copy.values, 0, COUNT);
    return copy;
  }

  Value get(int register) {
    return register < COUNT ? values[register] : Value.UNKNOWN;
  }

  void set(int register, Value value) {
    if (register < STACK) {
      values[register] = value;
    }
  }

  /** Forgets what a call may change: its result and its arguments. */
  void call() {
    Arrays.fill(values, 0, 6, Value.UNKNOWN);
  }

  /** Forgets what another path says otherwise; tells whether that was anything. */
  boolean join(Registers other) {
    boolean changed = false;
    for (int register = 0; register < COUNT; register++) {
      if (!values[register].equals(Value.UNKNOWN)
          && !values[register].equals(other.values[register])) {
        values[register] = Value.UNKNOWN;
        changed = true;
      }
    }
    return changed;
  }
}
