package io.packetframe.cli;

import io.packetframe.net.InterfaceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bridges of a host, as sysfs shows them. */
final class BridgeView {
  private final Path classNet;

  BridgeView(Path classNet) {
    this.classNet = classNet;
  }

  /** Returns the bridge that an interface is a port of. */
  Optional<String> bridgeOf(InterfaceName port) {
    try {
      Path master = Files.readSymbolicLink(classNet.resolve(port.text()).resolve("master"));
      String name = master.getFileName().toString();
      return Files.isDirectory(classNet.resolve(name).resolve("bridge"))
          ? Optional.of(name)
          : Optional.empty();
    } catch (IOException | InvalidPathException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether {@code bridge-resolve} can send packets past a bridge, straight to its member: it does
   * not filter VLANs, and its only member is a VLAN device.
   */
  boolean isBypassed(InterfaceName name) {
    try {
      Path device = classNet.resolve(name.text());
      if (!read(device.resolve("bridge/vlan_filtering")).strip().equals("0")) {
        return false;
      }
      List<Path> members = new ArrayList<>();
      try (DirectoryStream<Path> ports = Files.newDirectoryStream(device.resolve("brif"))) {
        ports.forEach(members::add);
      }
      return members.size() == 1 && isVlan(members.getFirst().getFileName().toString());
    } catch (IOException | InvalidPathException _) {
      return false;
    }
  }

  private boolean isVlan(String member) throws IOException {
    return read(classNet.resolve(member).resolve("uevent")).contains("DEVTYPE=vlan");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
