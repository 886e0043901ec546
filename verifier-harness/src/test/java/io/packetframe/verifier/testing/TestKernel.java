package io.packetframe.verifier.testing;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.AptConfiguration;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.KernelLock;
import io.packetframe.verifier.kernel.KernelStore;
import java.io.IOException;
import java.util.logging.Logger;

/** A real kernel for tests, from the same cache as every run's. */
public final class TestKernel {
  private TestKernel() {}

  /** Returns the kernel that the fault tests boot. */
  public static Kernel obtain() throws IOException, PacketFrameException {
    KernelLock lock = KernelLock.read(Repository.path("qemu-images/kernels.lock.json"));
    return KernelStore.ofUser(lock, false, Logger.getLogger("kernel")::info)
        .obtain(
            Catalogue.read(Repository.path("qemu-images/kernels.json"))
                .entry(new KernelId("debian-6.1-amd64")),
            AptConfiguration.ofHost());
  }
}
