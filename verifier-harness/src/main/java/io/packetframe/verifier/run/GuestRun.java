package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.vm.Accelerator;
import io.packetframe.verifier.vm.ConsoleLog;
import io.packetframe.verifier.vm.Device;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.ExpeditedGracePeriods;
import io.packetframe.verifier.vm.Device.LongLog;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.StallsToldEarly;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.Nonce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Boots guests with a kernel: their file system, their QEMU, what they say. */
final class GuestRun {
  private final Workspace workspace;
  private final Kernel kernel;
  private final Optional<Userland> userland;
  private final GuestMachine machine;
  private final String qemu;

  /**
   * Prepares it.
   *
   * @param userland where the kernel's architecture is not the host's
   * @param qemu the program
   */
  GuestRun(
      Workspace workspace,
      Kernel kernel,
      Optional<Userland> userland,
      GuestMachine machine,
      String qemu) {
    this.workspace = workspace;
    this.kernel = kernel;
    this.userland = userland;
    this.machine = machine;
    this.qemu = qemu;
  }

  /**
   * Runs one guest to its end.
   *
   * @param folder of its own, for what it needs while it runs
   * @param todo what it is to do
   * @param listener sees each event after the transcript has
   */
  ConsoleLog run(
      Path folder, Accelerator accelerator, GuestWork todo, Nonce nonce, Consumer<VmEvent> listener)
      throws IOException, HarnessException {
    Files.createDirectories(folder);
    Path initramfs = folder.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    try {
      GuestImage.base(workspace, kernel, userland, todo).appendTo(initramfs);
      if (todo.countsCoverage()) {
        InstrumentedImage.of(workspace).appendTo(initramfs);
      }
      GuestImage.ofBoot(nonce).appendTo(initramfs);
      Path results = folder.resolve("results");
      List<Device> devices = new ArrayList<>(machine.devices(accelerator, results));
      devices.add(new NothingElse());
      devices.add(new DirectBoot(kernel.image(), initramfs));
      devices.add(new ExitOnPanic());
      devices.add(new NoCryptoSelfTests());
      devices.add(new StallsToldEarly());
      devices.add(new ExpeditedGracePeriods());
      devices.add(new LongLog());
      return VirtualMachine.run(
          new QemuCommand(qemu, devices).line(),
          results,
          folder.resolve("qemu.errors"),
          Limits.ofRun(),
          event -> {
            listener.accept(event);
            if (event instanceof VmEvent.ConsoleLine) {
              // QEMU has long read it; the nonce in it is nobody's business any more.
              forget(initramfs);
            }
          });
    } finally {
      Files.deleteIfExists(initramfs);
    }
  }

  private static void forget(Path file) {
    if (!file.toFile().delete() && Files.exists(file)) {
      throw new IllegalStateException("cannot delete " + file);
    }
  }
}
