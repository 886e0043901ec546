package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.vm.Accelerator;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.vm.VmEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A guest as we boot it, with nothing aboard but busybox. */
final class BareGuest {
  static final int PROCESSORS = 2;
  private static final int MEMORY_MEBIBYTES = 1024;
  private static final String INIT = "#!/bin/busybox sh\n/bin/uname -r\n/bin/poweroff -f\n";

  private BareGuest() {}

  /** Returns the time until the kernel's release was read from the console; all files made anew. */
  static double secondsToCommand(Kernel kernel) throws IOException, PacketFrameException {
    Path work = Repository.work("boot-benchmark");
    Path init = Files.writeString(work.resolve("init"), INIT);
    Path initramfs = work.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    AtomicLong end = new AtomicLong();
    long start = System.nanoTime();
    GuestImage.skeleton(init).appendTo(initramfs);
    VirtualMachine.run(
        new QemuCommand(
                GuestMachine.PC.qemu(),
                List.of(
                    new Device.PlainMachine(new Accelerator.Tcg(), PROCESSORS, MEMORY_MEBIBYTES),
                    new Device.NothingElse(),
                    new Device.DirectBoot(kernel.image(), initramfs),
                    new Device.ConsoleOnStandardOutput(),
                    new Device.ExitOnPanic(),
                    new Device.NoCryptoSelfTests(),
                    new Device.QuietConsole()))
            .line(),
        work.resolve("results"),
        work.resolve("errors"),
        Limits.ofRun(),
        event -> {
          if (event instanceof VmEvent.ConsoleLine it && it.line().equals(kernel.release())) {
            end.compareAndSet(0, System.nanoTime());
          }
        });
    if (end.get() == 0) {
      throw new IOException("the guest did not say its release");
    }
    return (end.get() - start) / 1e9;
  }
}
