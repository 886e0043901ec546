package io.packetframe.spec;

/** What the kernel takes as the name of a program or map (bpf_obj_name_cpy in kernel/bpf). */
final class ObjectName {
  /** BPF_OBJ_NAME_LEN without the NUL. */
  private static final int MAX_LENGTH = 15;

  private ObjectName() {}

  static void check(String name) {
    if (name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("object name longer than 15 bytes: " + name);
    }
    for (int i = 0; i < name.length(); i++) {
      if (!isLegal(name.charAt(i))) {
        throw new IllegalArgumentException("object name with '" + name.charAt(i) + "': " + name);
      }
    }
  }

  private static boolean isLegal(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
