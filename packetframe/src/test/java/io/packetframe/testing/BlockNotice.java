package io.packetframe.testing;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Has the kernel send notices of a block device: of a guest's disk, else of a loop device of the
 * test's own, which holds nothing and is gone when this is closed.
 */
public final class BlockNotice implements AutoCloseable {
  private static final int LOOP_CTL_ADD = 0x4c80;
  private static final int LOOP_CTL_REMOVE = 0x4c81;

  /** Far above those that anybody uses, and below the last, 1,048,575. */
  private static final long LOOP_NUMBER = 1_000_000;

  private final Path device;
  private final Optional<Fd> loopControl;
  private final Syscalls syscalls;

  private BlockNotice(String device, Optional<Fd> loopControl, Syscalls syscalls) {
    this.device = Path.of("/sys/class/block", device);
    this.loopControl = loopControl;
    this.syscalls = syscalls;
  }

  /** Finds or makes the device; skips the test with the reason where it cannot. */
  public static BlockNotice open(Syscalls syscalls) throws IOException {
    Path serial = Path.of("/sys/class/nvme/nvme0/serial");
    if (Files.exists(serial) && Files.readString(serial).startsWith("packetframe-")) {
      return new BlockNotice("nvme0n1", Optional.empty(), syscalls);
    }
    long control =
        syscalls.open(
            NativeMemory.cString("/dev/loop-control"),
            OpenFlags.READ_WRITE | OpenFlags.CLOSE_ON_EXEC);
    Assumptions.assumeFalse(
        Errno.isError(control), () -> "/dev/loop-control: " + Errno.of(control));
    Fd fd = new Fd(syscalls, control);
    long number = LOOP_NUMBER + ProcessHandle.current().pid() % 10_000;
    long made = syscalls.ioctl(fd.number(), LOOP_CTL_ADD, number);
    if (made < 0) {
      fd.close();
    }
    Assumptions.assumeFalse(made < 0, () -> "LOOP_CTL_ADD: " + Errno.of(made));
    return new BlockNotice("loop" + number, Optional.of(fd), syscalls);
  }

  /** Sends one that says that the device has changed. */
  public void give() {
    try {
      Files.writeString(device.resolve("uevent"), "change");
    } catch (IOException e) {
      throw new AssertionError("uevent of " + device, e);
    }
  }

  @Override
  public void close() {
    if (loopControl.isPresent()) {
      long number = Long.parseLong(device.getFileName().toString().substring("loop".length()));
      long removed = syscalls.ioctl(loopControl.get().number(), LOOP_CTL_REMOVE, number);
      loopControl.get().close();
      if (removed < 0) {
        throw new AssertionError("LOOP_CTL_REMOVE " + number + ": " + Errno.of(removed));
      }
    }
  }
}
