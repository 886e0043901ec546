package io.packetframe.btf;

/**
 * A name without its flavour: {@code task_struct___old} stands for an older shape of {@code
 * task_struct}. The flavour starts at the last three underscores that stand between characters
 * which are none.
 */
public final class EssentialName {
  private static final int SEPARATOR = 3;

  private EssentialName() {}

  /** Returns the name up to its flavour. */
  public static String of(String name) {
    for (int i = name.length() - SEPARATOR - 2; i >= 0; i--) {
      if (isSeparator(name, i)) {
        return name.substring(0, i + 1);
      }
    }
    return name;
  }

  private static boolean isSeparator(String name, int i) {
    return name.charAt(i) != '_' && name.startsWith("___", i + 1) && name.charAt(i + 4) != '_';
  }

  /** Returns the hash of the essential part of the name that starts there and ends with a zero. */
  static int hash(byte[] bytes, int from) {
    int hash = 0;
    int essential = 0;
    boolean flavored = false;
    int beforeUnderscores = 0;
    int underscores = 0;
    for (int i = from; bytes[i] != 0; i++) {
      byte character = bytes[i];
      if (character == '_') {
        if (underscores++ == 0) {
          beforeUnderscores = hash;
        }
      } else {
        if (underscores == SEPARATOR && i - SEPARATOR > from) {
          essential = beforeUnderscores;
          flavored = true;
        }
        underscores = 0;
      }
      hash = hash * 31 + character;
    }
    return flavored ? essential : hash;
  }
}
