package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Present;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The functions of the kernel and its modules, by name: {@code /proc/kallsyms}. */
public final class KernelFunctions {
  private static final String PATH = "/proc/kallsyms";

  private KernelFunctions() {}

  /**
   * Returns which of these the kernel has. Names are told to everyone, addresses or not.
   *
   * @param wanted whole names
   */
  public static Reading<Set<String>> present(HostFiles files, Set<String> wanted) {
    return files.readLarge(PATH).flatMap(listing -> new Present<>(find(listing, wanted)));
  }

  /** A line is an address, a letter and a name; that of a module goes on with a tab. */
  private static Set<String> find(byte[] listing, Set<String> wanted) {
    String text = new String(listing, StandardCharsets.ISO_8859_1);
    Set<String> found = new HashSet<>();
    for (String name : wanted) {
      if (text.contains(" " + name + "\n")) {
        found.add(name);
      }
    }
    return found;
  }
}
