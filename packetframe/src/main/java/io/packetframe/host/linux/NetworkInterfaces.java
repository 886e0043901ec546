package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Absent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The interfaces of the network namespace that {@code /sys} was mounted in. */
public final class NetworkInterfaces {
  static final String DIRECTORY = "/sys/class/net";

  /** The kernel's bound: IFNAMSIZ without the NUL. */
  private static final int MAX_NAME_BYTES = 15;

  private final HostFiles files;

  /** Makes a view that looks again at each question. */
  public NetworkInterfaces(HostFiles files) {
    this.files = files;
  }

  /** Returns the names in their natural order. */
  public Reading<List<String>> names() {
    return files
        .list(DIRECTORY)
        .parse(DIRECTORY, "interfaces", entries -> Optional.of(links(entries)));
  }

  /** Reads an interface by the name that an operator gave; a name that cannot be one is absent. */
  public Reading<NetworkInterface> find(String name) {
    if (!isName(name)) {
      return new Absent<>(DIRECTORY + "/" + name);
    }
    // Only interfaces are links here: the bonding module puts a plain file among them.
    String directory = DIRECTORY + "/" + name;
    Reading<String> link = files.readLink(directory);
    return link.optional().isPresent()
        ? new NetworkInterfaceReader(files, name).read(link.optional().get())
        : link.parse(directory, "interface", _ -> Optional.empty());
  }

  /** Tells whether the kernel could have an interface of this name; see dev_valid_name(). */
  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || Character.isWhitespace(c) || c == '/' || c == '\\' || c == ':') {
        return false;
      }
    }
    return !name.isEmpty()
        && name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES
        && !name.equals(".")
        && !name.equals("..");
  }

  private List<String> links(List<String> entries) {
    List<String> names = new ArrayList<>();
    for (String entry : entries) {
      if (files.readLink(DIRECTORY + "/" + entry).optional().isPresent()) {
        names.add(entry);
      }
    }
    return names;
  }
}
