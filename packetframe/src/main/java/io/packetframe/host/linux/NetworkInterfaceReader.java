package io.packetframe.host.linux;

import io.packetframe.host.linux.Reading.Unreadable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the attributes of one interface; what it cannot learn for certain makes all unreadable.
 */
final class NetworkInterfaceReader {
  private static final String VIRTUAL = "/devices/virtual/";
  private static final String QUEUE = "rx-";

  private final HostFiles files;
  private final String name;
  private final String directory;

  NetworkInterfaceReader(HostFiles files, String name) {
    this.files = files;
    this.name = name;
    this.directory = NetworkInterfaces.DIRECTORY + "/" + name;
  }

  /** Reads the interface whose entry under {@code /sys/class/net} leads to {@code target}. */
  Reading<NetworkInterface> read(String target) {
    // A driver that we cannot see must not look like none: DriverGate relies on it.
    Reading<String> driver = files.readLink(directory + "/device/driver");
    if (driver instanceof Unreadable<String>(String path, String reason)) {
      return new Unreadable<>(path, reason);
    }
    List<String> values = new ArrayList<>();
    for (String attribute : List.of("ifindex", "type", "mtu", "operstate", "uevent")) {
      String path = directory + "/" + attribute;
      Reading<String> text = files.read(path);
      if (text.optional().isEmpty()) {
        // The kernel answers EINVAL once an interface is on its way out.
        return text.parse(path, attribute, _ -> Optional.empty());
      }
      values.add(text.optional().get().strip());
    }
    try {
      return new Reading.Present<>(
          new NetworkInterface(
              name,
              Integer.parseInt(values.get(0)),
              Integer.parseInt(values.get(1)),
              values.get(3),
              Integer.parseInt(values.get(2)),
              kind(values.get(4)),
              driver.optional().map(NetworkInterfaceReader::lastName),
              bridge(),
              target.contains(VIRTUAL),
              receiveQueues()));
    } catch (IllegalArgumentException e) {
      return new Unreadable<>(directory, "an attribute is no number: " + e.getMessage());
    }
  }

  /** Finds the {@code DEVTYPE=} line that software devices have in their uevent. */
  static Optional<String> kind(String uevent) {
    String lines = "\n" + uevent + "\n";
    int found = lines.indexOf("\nDEVTYPE=");
    if (found < 0) {
      return Optional.empty();
    }
    int start = found + "\nDEVTYPE=".length();
    return Optional.of(lines.substring(start, lines.indexOf('\n', start)));
  }

  /** A bond has masters too; only a bridge port has this link. */
  private Optional<String> bridge() {
    return files
        .readLink(directory + "/brport/bridge")
        .optional()
        .map(NetworkInterfaceReader::lastName);
  }

  private List<ReceiveQueue> receiveQueues() {
    List<ReceiveQueue> queues = new ArrayList<>();
    for (String entry : files.list(directory + "/queues").optional().orElse(List.of())) {
      if (entry.startsWith(QUEUE)) {
        Reading<String> mask = files.read(directory + "/queues/" + entry + "/rps_cpus");
        queues.add(
            new ReceiveQueue(
                Integer.parseInt(entry.substring(QUEUE.length())),
                mask.optional().flatMap(ReceiveQueue::parseMask)));
      }
    }
    Collections.sort(queues);
    return queues;
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
