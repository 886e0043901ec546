package io.packetframe.host.linux;

import java.util.List;
import java.util.Optional;

/** How many processes this one can see. */
final class ProcessCount {
  private static final String PATH = "/proc";

  private ProcessCount() {}

  static Reading<Integer> read(HostFiles files) {
    return files.list(PATH).parse(PATH, "process", ProcessCount::count);
  }

  static Optional<Integer> count(List<String> names) {
    int count = 0;
    for (String name : names) {
      // Whatever begins with a digit there is a process.
      count += name.charAt(0) >= '1' && name.charAt(0) <= '9' ? 1 : 0;
    }
    return count == 0 ? Optional.empty() : Optional.of(count);
  }
}
