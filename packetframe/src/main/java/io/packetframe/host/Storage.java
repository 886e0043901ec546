package io.packetframe.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Disks and what is on them.
 *
 * @param devices every block device that holds something, in the order of their names
 * @param fileSystems what is mounted, each once, in the order of their mount points
 */
public record Storage(Fact<List<BlockDevice>> devices, Fact<List<FileSystem>> fileSystems) {

  /** Returns it with these devices, and file systems of the kinds of those they are on. */
  public Storage withDevices(Fact<List<BlockDevice>> others) {
    Map<String, Fact<StorageKind>> kinds = new HashMap<>();
    for (BlockDevice device : others.optional().orElse(List.of())) {
      kinds.put(device.name(), device.kind());
    }
    return new Storage(
        others,
        fileSystems.map(
            systems ->
                systems.stream()
                    .map(
                        system ->
                            system
                                .device()
                                .map(kinds::get)
                                .filter(_ -> system.kind().optional().isEmpty())
                                .map(system::withKind)
                                .orElse(system))
                    .toList()));
  }
}
