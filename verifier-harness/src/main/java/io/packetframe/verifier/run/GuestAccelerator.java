package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.kernel.Architecture;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import io.packetframe.verifier.vm.AcceleratorChoice;
import io.packetframe.verifier.vm.AcceleratorLadder;
import io.packetframe.verifier.vm.AcceleratorMemory;
import io.packetframe.verifier.vm.AcceleratorPreference;
import io.packetframe.verifier.vm.BootCanary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Finds what executes the guests of a kernel, by booting that kernel.
 *
 * @param workspace that has the canary
 * @param folder for its files
 * @param progress takes a line for each rung that is tried
 */
record GuestAccelerator(Workspace workspace, Host host, Path folder, Consumer<String> progress) {
  AcceleratorChoice choose(Kernel kernel, AcceleratorPreference preference)
      throws IOException, PacketFrameException {
    if (kernel.architecture() != Architecture.ofHost()) {
      if (preference == AcceleratorPreference.KVM) {
        throw new HarnessException(
            "KVM was asked for, and this host has none for " + kernel.id(), "--accel tcg");
      }
      return new AcceleratorChoice(new Tcg(), "the host has no " + kernel.architecture());
    }
    Path initramfs = folder.resolve("canary.initramfs");
    Files.deleteIfExists(initramfs);
    Initramfs canary = GuestImage.skeleton(workspace.guest().resolve("canary"));
    try {
      canary.appendTo(initramfs);
      return new AcceleratorLadder(
              new BootCanary(host.qemu(), kernel.image(), initramfs, folder),
              AcceleratorMemory.ofUser(host.qemuVersion()),
              progress)
          .choose(preference);
    } finally {
      Files.deleteIfExists(initramfs);
    }
  }
}
