package io.packetframe.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that this process has open. */
public final class OpenDescriptors {
  private OpenDescriptors() {}

  /**
   * Returns what each descriptor leads to, e.g. {@code anon_inode:bpf-map}, sorted. One that
   * another thread closes meanwhile is not there.
   */
  public static List<String> targets() throws IOException {
    List<String> targets = new ArrayList<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path fd : open) {
        String target;
        try {
          target = Files.readSymbolicLink(fd).toString();
        } catch (NoSuchFileException _) {
          continue;
        }
        // The directory that is being listed is open while it is.
        if (!target.endsWith("/fd")) {
          targets.add(target);
        }
      }
    }
    targets.sort(null);
    return targets;
  }
}
