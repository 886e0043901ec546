package io.packetframe.btf;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one value that all candidates agree on. A kernel has several types of a name where its files
 * disagree about one, or a program has a flavour of it.
 */
final class CoreChoice {
  private @Nullable CoreValue chosen;
  private long bitOffset;

  void add(CoreValue value, Access place) throws CoreProblem {
    CoreValue first = chosen;
    if (first == null) {
      chosen = value;
      bitOffset = place.bitOffset();
    } else if (place.bitOffset() != bitOffset) {
      throw new CoreProblem(
          "ambiguous: the kernel has it at bit " + bitOffset + " and at bit " + place.bitOffset());
    } else if (value.isPoisoned() != first.isPoisoned() || value.after() != first.after()) {
      throw new CoreProblem(
          "ambiguous: the kernel's types say " + first.text() + " and " + value.text());
    }
  }

  CoreValue value() {
    return Objects.requireNonNull(chosen);
  }
}
