package io.packetframe.spec;

/** What the kernel takes as the name of a program or map (bpf_obj_name_cpy in kernel/bpf). */
public final class ObjectName {
  /** BPF_OBJ_NAME_LEN without the NUL. */
  private static final int MAX_LENGTH = 15;

  private ObjectName() {}

  /** Tells whether it has only letters, digits, underscores and dots; any length, also none. */
  public static boolean isLegal(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isLegal(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Refuses illegal characters. */
  static void check(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isLegal(name.charAt(i))) {
        throw new IllegalArgumentException("object name with '" + name.charAt(i) + "': " + name);
      }
    }
  }

  /** Cuts a name to what the kernel keeps, as every loader does. */
  static String cut(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }

  private static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
