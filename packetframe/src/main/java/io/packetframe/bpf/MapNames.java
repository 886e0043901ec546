package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;

/** The names that the kernel keeps of maps; the same as other loaders choose, for people's sake. */
final class MapNames {
  /** BPF_OBJ_NAME_LEN without the NUL. */
  private static final int MAX_LENGTH = 15;

  /** Room that is kept for the section, as long as {@code .rodata} even for {@code .bss}. */
  private static final int SECTION_ROOM = 7;

  private MapNames() {}

  /**
   * Returns the kernel's name of a map. For the variables of {@code .data}, {@code .rodata}, {@code
   * .bss} and {@code .kconfig} the object's name goes before it, as much as fits; a section with a
   * name of its own ({@code .data.drops}) needs none.
   */
  static String of(MapSpec map, String object) {
    String section = map.name();
    if (!GlobalVariables.holdsVariables(map) || section.indexOf('.', 1) >= 0) {
      return map.kernelName();
    }
    int room = Math.max(0, MAX_LENGTH - Math.max(SECTION_ROOM, section.length()));
    String prefix = object.substring(0, Math.min(room, object.length()));
    return legal(prefix) + map.kernelName();
  }

  private static String legal(String name) {
    StringBuilder legal = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isLegal = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.');
      legal.append(isLegal ? c : '_');
    }
    return legal.toString();
  }
}
