package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Space;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Statfs;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** Room as statfs(2) tells it. */
final class StatfsSpace implements SpaceSource {
  private final Syscalls syscalls;

  StatfsSpace(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public Fact<Space> of(String mountPoint) {
    ByteBuffer memory = Statfs.memory();
    long answer = syscalls.statfs(NativeMemory.cString(mountPoint), memory);
    if (Errno.isError(answer)) {
      return Fact.unknown("statfs of " + mountPoint + ": " + Errno.of(answer).name());
    }
    long unit = Statfs.unit(memory);
    long total = Statfs.blocks(memory);
    long free = Statfs.freeBlocks(memory);
    // More is available than there is where a file system keeps less than it says, or a quota is
    // passed: then it is 0 or less.
    long available = Math.max(0, Statfs.availableBlocks(memory));
    if (unit <= 0 || total < 0 || free < 0 || free > total || total > Long.MAX_VALUE / unit) {
      return Fact.unknown("statfs of " + mountPoint + " tells impossible numbers");
    }
    return Fact.known(
        new Space(total * unit, (total - free) * unit, Math.min(available, free) * unit));
  }
}
