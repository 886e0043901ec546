package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.sys.linux.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The SMART logs of a tree: the first bytes of one lie in place of the controller's device. */
public final class TreeSmartLogs implements SmartLogSource {
  private final Path root;

  /** Takes the tree below a directory. */
  public TreeSmartLogs(Path root) {
    this.root = root;
  }

  @Override
  public Fact<ByteBuffer> of(String controller) {
    Path file = root.resolve("dev").resolve(controller);
    try {
      return Files.exists(file)
          ? Fact.known(NativeMemory.copyOf(Arrays.copyOf(Files.readAllBytes(file), 512)))
          : Fact.unknown("/dev/" + controller + ": EACCES");
    } catch (IOException e) {
      return Fact.unknown(file + ": " + e.getMessage());
    }
  }
}
