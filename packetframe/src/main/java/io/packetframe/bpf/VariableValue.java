package io.packetframe.bpf;

import io.packetframe.spec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a global variable is set to before the load. */
sealed interface VariableValue {
  /** An integer, signed or not. */
  record Whole(long value) implements VariableValue {}

  /** Bytes as they lie in memory. */
  record Raw(Bytes bytes) implements VariableValue {}

  /** Writes the value to where the variable lies in its section. */
  default void write(GlobalVariable variable, byte[] section) throws LoadException {
    byte[] bytes =
        switch (this) {
          case Whole whole -> bytes(whole, variable);
          case Raw raw -> raw.bytes().toArray();
        };
    if (bytes.length != variable.size()) {
      throw new LoadException(
          variable + ": " + bytes.length + " bytes do not fit its " + variable.size());
    }
    System.arraycopy(bytes, 0, section, variable.offset(), bytes.length);
  }

  private static byte[] bytes(Whole whole, GlobalVariable variable) throws LoadException {
    int size = variable.size();
    if (size != 1 && size != 2 && size != 4 && size != 8) {
      throw new LoadException(variable + " has " + size + " bytes: no integer has");
    }
    long value = whole.value();
    int bits = size * Byte.SIZE;
    if (size < Long.BYTES && (value >= 1L << bits || value < -(1L << (bits - 1)))) {
      throw new LoadException(variable + " has " + size + " bytes: " + value + " does not fit");
    }
    ByteBuffer memory = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = new byte[size];
    memory.putLong(value).get(0, bytes);
    return bytes;
  }
}
