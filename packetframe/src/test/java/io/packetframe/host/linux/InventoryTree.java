package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Space;
import io.packetframe.testing.HostTreeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host in a temporary directory: a tree of {@code fixtures/hosts}, or a few files of a test. */
final class InventoryTree {
  private final Path root;

  InventoryTree(Path root) {
    this.root = root;
  }

  static InventoryTree of(String name, Path root) throws IOException {
    HostTreeText.unpack(name, root);
    return new InventoryTree(root);
  }

  InventoryTree with(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  HostFiles files() {
    return new HostFiles(root);
  }

  /** The host, with 1000 bytes in every file system, 100 of them used. */
  LinuxHost host() {
    return new LinuxHost(
        files(), _ -> Fact.known(new Space(1000, 100, 850)), new TreeSmartLogs(root));
  }
}
