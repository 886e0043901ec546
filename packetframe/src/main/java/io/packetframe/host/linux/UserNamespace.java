package io.packetframe.host.linux;

import java.util.List;
import java.util.Optional;

/** The user namespace that this process is in. */
final class UserNamespace {
  /** The inode number is fixed: PROC_USER_INIT_INO of linux/nsfs.h, 0xEFFFFFFD. */
  private static final String INITIAL = "user:[4026531837]";

  private UserNamespace() {}

  /** Tells whether it is the host's first one, the only one whose capabilities bpf(2) respects. */
  static boolean isInitial(HostFiles files) {
    Optional<String> link = files.readLink("/proc/self/ns/user").optional();
    if (link.isPresent()) {
      return link.get().equals(INITIAL);
    }
    // Without the link the map must do; a kernel without user namespaces has neither.
    Optional<String> map = files.read("/proc/self/uid_map").optional();
    return map.isEmpty() || mapsEveryUserToItself(map.get());
  }

  /** Recognises the one line {@code 0 0 4294967295}, whatever the blanks between. */
  static boolean mapsEveryUserToItself(String map) {
    List<String> columns = Columns.of(map);
    return columns.size() == 3
        && columns.get(0).equals("0")
        && columns.get(1).equals("0")
        && columns.get(2).equals("4294967295");
  }
}
