package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file systems that this process sees mounted, in the kernel's order. */
public record MountTable(List<Mount> mounts) {
  private static final String PATH = "/proc/self/mountinfo";

  /** Copies the list. */
  public MountTable {
    mounts = List.copyOf(mounts);
  }

  /** Reads the table of this process. */
  public static Reading<MountTable> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "mount table", MountTable::parse);
  }

  /** Parses the table; empty if one of its lines is not a mount. */
  public static Optional<MountTable> parse(String text) {
    List<Mount> mounts = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int lineEnd = text.indexOf('\n', start);
      int end = lineEnd < 0 ? text.length() : lineEnd;
      Optional<Mount> mount = Mount.parse(text.substring(start, end));
      if (mount.isEmpty()) {
        return Optional.empty();
      }
      mounts.add(mount.get());
      start = end + 1;
    }
    return Optional.of(new MountTable(mounts));
  }

  /** Returns the mounts of one file system type, hidden ones included. */
  public List<Mount> ofType(String type) {
    List<Mount> found = new ArrayList<>();
    for (Mount mount : mounts) {
      if (mount.type().equals(type)) {
        found.add(mount);
      }
    }
    return found;
  }

  /**
   * Returns the mount that a path without symbolic links leads to.
   *
   * <p>It goes down the tree of mounts as the kernel's path walk does, because neither the longest
   * mount point nor the last line is right: a later mount on a parent directory hides earlier ones
   * below it, and after pivot_root the root stands behind its children.
   */
  public Optional<Mount> covering(String path) {
    Optional<Mount> current = root();
    Set<Integer> visited = new HashSet<>();
    while (current.isPresent() && visited.add(current.get().id())) {
      Optional<Mount> next = firstOnTheWay(current.get(), path);
      if (next.isEmpty()) {
        return current;
      }
      current = next;
    }
    return Optional.empty();
  }

  /** Returns the mount at {@code /} whose parent we cannot see. */
  private Optional<Mount> root() {
    Set<Integer> ids = new HashSet<>();
    for (Mount mount : mounts) {
      ids.add(mount.id());
    }
    for (Mount mount : mounts) {
      boolean isTop = mount.parent() == mount.id() || !ids.contains(mount.parent());
      if (isTop && mount.mountPoint().equals("/")) {
        return Optional.of(mount);
      }
    }
    return Optional.empty();
  }

  /** Of the mounts that sit on this one, returns that which the walk along the path meets first. */
  private Optional<Mount> firstOnTheWay(Mount parent, String path) {
    Mount first = null;
    for (Mount mount : mounts) {
      boolean isMet =
          mount.parent() == parent.id() && mount.id() != parent.id() && mount.covers(path);
      if (isMet && (first == null || mount.mountPoint().length() < first.mountPoint().length())) {
        first = mount;
      }
    }
    return Optional.ofNullable(first);
  }
}
