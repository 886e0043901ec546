package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.util.List;
import java.util.Optional;

/** Files that hold one value each, as sysfs has them. */
final class Attributes {
  private final HostFiles files;

  Attributes(HostFiles files) {
    this.files = files;
  }

  /** Returns the text without the blanks around it; an empty file tells nothing. */
  Fact<String> text(String path) {
    return files
        .read(path)
        .parse(path, "text", text -> Optional.of(text.strip()).filter(it -> !it.isEmpty()))
        .fact();
  }

  /** Returns a number of at least 0: the kernel writes -1 for what it does not know. */
  Fact<Long> natural(String path) {
    return files.read(path).parse(path, "number", Attributes::parseNatural).fact();
  }

  /** Returns a small number of at least 0. */
  Fact<Integer> small(String path) {
    return files
        .read(path)
        .parse(
            path,
            "small number",
            text -> parseNatural(text).filter(it -> it <= Integer.MAX_VALUE).map(Long::intValue))
        .fact();
  }

  /** Returns the numbers of a list of CPUs. */
  Fact<List<Integer>> cpus(String path) {
    return files.read(path).parse(path, "list of CPUs", CpuNumbers::parse).fact();
  }

  /** Returns the last name of what a link leads to. */
  Fact<String> linkName(String path) {
    return files.readLink(path).fact().map(target -> target.substring(target.lastIndexOf('/') + 1));
  }

  static Optional<Long> parseNatural(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip())).filter(number -> number >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
