package io.packetframe.bpf;

import io.packetframe.spec.Extern.ConfigurationValue;
import io.packetframe.spec.Extern.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** A setting of the kernel's configuration, e.g. {@code y}, {@code 250}, {@code "(none)"}. */
final class ConfigurationText {
  private ConfigurationText() {}

  /** Returns the setting as a program reads it. */
  static byte[] bytes(ConfigurationValue value, String text) throws LoadException {
    if (text.startsWith("\"")) {
      return letters(value, text);
    }
    if (text.equals("y") || text.equals("m") || text.equals("n")) {
      return state(value, text.charAt(0));
    }
    OptionalLong parsed = parse(text);
    if (parsed.isEmpty() || isState(value) || value.kind() == Kind.TEXT) {
      throw refusal(value, text);
    }
    return number(value, parsed.getAsLong());
  }

  /** Returns a number of the value's size. */
  static byte[] number(ConfigurationValue value, long number) throws LoadException {
    int bits = value.size() * Byte.SIZE;
    boolean fits =
        switch (value.kind()) {
          case TEXT -> false;
          case BOOLEAN -> number == 0 || number == 1;
          case TRISTATE -> number >= 0 && number <= 2;
          // An unsigned number of 64 bits may be negative here.
          case UNSIGNED -> bits == Long.SIZE || number >>> bits == 0;
          case SIGNED, CHARACTER ->
              bits == Long.SIZE || (number >= -(1L << (bits - 1)) && number < 1L << (bits - 1));
        };
    if (!fits) {
      throw refusal(value, Long.toString(number));
    }
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
    return Arrays.copyOf(bytes, value.size());
  }

  private static boolean isState(ConfigurationValue value) {
    return value.kind() == Kind.BOOLEAN || value.kind() == Kind.TRISTATE;
  }

  private static byte[] state(ConfigurationValue value, char state) throws LoadException {
    if (value.kind() == Kind.CHARACTER) {
      return number(value, state);
    }
    if (!isState(value) || (value.kind() == Kind.BOOLEAN && state == 'm')) {
      throw refusal(value, String.valueOf(state));
    }
    return number(value, state == 'n' ? 0 : state == 'y' ? 1 : 2);
  }

  /** As other loaders do: what is too long is cut, and always ends with NUL. */
  private static byte[] letters(ConfigurationValue value, String text) throws LoadException {
    if (value.kind() != Kind.TEXT || text.length() < 2 || !text.endsWith("\"")) {
      throw refusal(value, text);
    }
    byte[] letters = text.substring(1, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[value.size()];
    System.arraycopy(letters, 0, bytes, 0, Math.min(letters.length, bytes.length - 1));
    return bytes;
  }

  private static OptionalLong parse(String text) {
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return OptionalLong.of(Long.parseUnsignedLong(text.substring(2), 16));
      }
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static LoadException refusal(ConfigurationValue value, String text) {
    return new LoadException(
        "value "
            + value.name()
            + ": the kernel's is "
            + text
            + ", the object wants "
            + (value.kind() == Kind.TEXT
                ? "a text"
                : value.kind() == Kind.BOOLEAN
                    ? "y or n"
                    : value.kind() == Kind.TRISTATE
                        ? "y, n or m"
                        : "a number of " + value.size() + " bytes"));
  }
}
