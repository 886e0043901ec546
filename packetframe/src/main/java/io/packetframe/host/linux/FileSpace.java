package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Space;
import java.io.File;

/**
 * Room as the JDK asks for it (statvfs(3)), which needs no native library of ours: loading that
 * costs more than all else that an inventory does. The JDK gives no reasons: where it has no
 * answer, another is asked.
 */
final class FileSpace implements SpaceSource {
  private final SpaceSource other;

  FileSpace(SpaceSource other) {
    this.other = other;
  }

  @Override
  public Fact<Space> of(String mountPoint) {
    File directory = new File(mountPoint);
    long total = directory.getTotalSpace();
    long free = directory.getFreeSpace();
    if (total <= 0 || free < 0 || free > total) {
      return other.of(mountPoint);
    }
    long available = Math.clamp(directory.getUsableSpace(), 0, free);
    return Fact.known(new Space(total, total - free, available));
  }
}
