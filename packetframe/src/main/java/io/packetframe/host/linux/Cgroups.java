package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The control groups that hold this process: its own in each hierarchy and all above it, as far as
 * they can be seen. A limit anywhere on the way holds.
 *
 * <p>Version 1, version 2 and both at once are one case: {@code /proc/self/cgroup} has a line for
 * each hierarchy, and a controller is in only one of them.
 *
 * @param directories those of each hierarchy, the own one first
 */
record Cgroups(List<List<String>> directories) {
  private static final String PATH = "/proc/self/cgroup";

  /** More levels than any manager of services or containers makes. */
  private static final int MAX_DEPTH = 64;

  Cgroups {
    directories = List.copyOf(directories);
  }

  static Reading<Cgroups> read(HostFiles files) {
    return MountTable.read(files)
        .flatMap(
            mounts -> files.read(PATH).parse(PATH, "control group", text -> parse(text, mounts)));
  }

  /** Empty if a line is none of proc_pid_cgroup(5). */
  static Optional<Cgroups> parse(String text, MountTable mounts) {
    List<List<String>> directories = new ArrayList<>();
    for (String line : text.strip().split("\n", -1)) {
      String[] columns = line.split(":", 3);
      if (columns.length < 3) {
        return Optional.empty();
      }
      String controller = columns[1].split(",", -1)[0];
      for (Mount mount : mounts.mounts()) {
        boolean holds =
            controller.isEmpty()
                ? mount.type().equals("cgroup2")
                : mount.type().equals("cgroup") && mount.options().contains(controller);
        if (holds) {
          directories.add(upwards(mount, columns[2]));
          break;
        }
      }
    }
    return Optional.of(new Cgroups(directories));
  }

  /** Returns the directories from the path of a process up to the mount point. */
  private static List<String> upwards(Mount mount, String path) {
    String below = "";
    // A container sees a part of the tree; what is not below that part is not seen at all.
    if (mount.root().equals("/")) {
      below = path;
    } else if (path.startsWith(mount.root() + "/")) {
      below = path.substring(mount.root().length());
    }
    if (below.equals("/") || (below + "/").contains("/../")) {
      below = "";
    }
    List<String> directories = new ArrayList<>();
    while (!below.isEmpty() && directories.size() < MAX_DEPTH) {
      directories.add(mount.mountPoint() + below);
      below = below.substring(0, Math.max(0, below.lastIndexOf('/')));
    }
    directories.add(mount.mountPoint());
    return directories;
  }
}
