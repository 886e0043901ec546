package io.packetframe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Two control groups of version 2 of the test's own, one inside the other. What the hierarchy lets
 * its groups limit is as before when they are closed.
 */
public final class ControlGroups implements AutoCloseable {
  private static final List<String> CONTROLLERS = List.of("memory", "cpu");

  private final Path root;
  private final Path outer;
  private final List<String> added;

  private ControlGroups(Path root, List<String> added) {
    this.root = root;
    this.outer = root.resolve("pf-test-" + ProcessHandle.current().pid());
    this.added = added;
  }

  /**
   * Makes them; skips the test with the reason where memory and CPUs cannot be limited.
   *
   * @param root where the hierarchy is mounted
   */
  public static ControlGroups below(Path root) throws IOException {
    List<String> there = words(root.resolve("cgroup.controllers"));
    Assumptions.assumeTrue(
        there.containsAll(CONTROLLERS), () -> "control groups of version 2 limit only " + there);
    List<String> enabled = words(root.resolve("cgroup.subtree_control"));
    ControlGroups groups =
        new ControlGroups(
            root, CONTROLLERS.stream().filter(name -> !enabled.contains(name)).toList());
    groups.let(root, "+", groups.added);
    Files.createDirectory(groups.outer);
    groups.let(groups.outer, "+", CONTROLLERS);
    Files.createDirectory(groups.inner());
    return groups;
  }

  private static List<String> words(Path file) throws IOException {
    return List.of(Files.readString(file).strip().split(" ", -1));
  }

  private void let(Path group, String sign, List<String> controllers) throws IOException {
    for (String controller : controllers) {
      Files.writeString(group.resolve("cgroup.subtree_control"), sign + controller);
    }
  }

  /** Returns the group with groups in it; it has no processes. */
  public Path outer() {
    return outer;
  }

  /** Returns the group for processes. */
  public Path inner() {
    return outer.resolve("inner");
  }

  @Override
  public void close() throws IOException {
    Files.delete(inner());
    Files.delete(outer);
    let(root, "-", added);
  }
}
