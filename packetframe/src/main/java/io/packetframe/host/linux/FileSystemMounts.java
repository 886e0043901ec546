package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of the mounts, one for each file system that can hold files. */
final class FileSystemMounts {
  private FileSystemMounts() {}

  /**
   * Returns the mount that shows most of each file system: of several, that of its root, then that
   * with the shortest path. A mount that another one hides cannot be asked anything.
   */
  static List<Mount> of(MountTable table) {
    Map<String, Mount> best = new LinkedHashMap<>();
    for (Mount mount : table.mounts()) {
      if (!FileSystemTypes.isPseudo(mount.type()) && isVisible(mount, table)) {
        best.merge(mount.device(), mount, FileSystemMounts::better);
      }
    }
    return new ArrayList<>(best.values());
  }

  private static boolean isVisible(Mount mount, MountTable table) {
    Optional<Mount> seen = table.covering(mount.mountPoint());
    return seen.filter(it -> it.id() == mount.id()).isPresent();
  }

  private static Mount better(Mount one, Mount other) {
    int byRoot = Integer.compare(one.root().length(), other.root().length());
    int byPath = Integer.compare(one.mountPoint().length(), other.mountPoint().length());
    return byRoot < 0 || (byRoot == 0 && byPath <= 0) ? one : other;
  }
}
