package io.packetframe.host;

import java.util.Optional;

/**
 * A mounted file system.
 *
 * @param mountPoint where it is seen
 * @param type the system's name of the format ({@code ext4})
 * @param source what it was mounted from, as the system has it
 * @param device the name of the {@link BlockDevice} that it is on
 */
public record FileSystem(
    String mountPoint,
    String type,
    String source,
    Optional<String> device,
    Fact<StorageKind> kind,
    Fact<Space> space) {

  /** Returns it with another kind. */
  public FileSystem withKind(Fact<StorageKind> other) {
    return new FileSystem(mountPoint, type, source, device, other, space);
  }
}
