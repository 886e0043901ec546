package io.packetframe.config;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@code module fast-path} section.
 *
 * @param position where its header stands
 * @param directives what it says, in the order of the file
 */
public record ModuleSection(Position position, List<FastPathDirective> directives) {
  /** Copies the list. */
  public ModuleSection {
    directives = List.copyOf(directives);
  }

  /** Returns the directives of one kind, in the order of the file. */
  public <T extends FastPathDirective> List<T> all(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (FastPathDirective directive : directives) {
      if (kind.isInstance(directive)) {
        found.add(kind.cast(directive));
      }
    }
    return List.copyOf(found);
  }
}
