package io.packetframe.host.oshi;

import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.PatientQuestion;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSFileStore;

/** A host as OSHI tells of it. */
final class OshiHost implements HostPlatform {
  private final OperatingSystem system;
  private final Supplier<HardwareAbstractionLayer> hardware;
  private final Supplier<oshi.software.os.OperatingSystem> software;
  private final OshiUsage usage;

  /** Apart, so that a server that does not answer takes no disk with it. */
  private final PatientQuestion<Fact<List<OSFileStore>>> mounted;

  /** Makes a host; what OSHI takes long to load is asked for with the first question. */
  OshiHost(
      OperatingSystem system,
      Supplier<HardwareAbstractionLayer> hardware,
      Supplier<oshi.software.os.OperatingSystem> software) {
    this.system = system;
    this.hardware = hardware;
    this.software = software;
    this.mounted =
        new PatientQuestion<>("file systems", Duration.ofMillis(FOREIGN_PATIENCE_MILLIS / 2));
    this.usage = new OshiUsage(hardware, software, System::nanoTime);
  }

  @Override
  public Cpu cpu() {
    return new OshiCpu(system, hardware.get()).read();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return Fact.known(new OshiGpus(system).of(hardware.get().getGraphicsCards()));
  }

  @Override
  public Memory memory() {
    return new OshiMemory(system).of(hardware.get().getMemory());
  }

  @Override
  public Storage storage() {
    List<HWDiskStore> disks = hardware.get().getDiskStores();
    return new OshiStorage(system)
        .of(
            disks,
            mounted.ask(
                () -> Fact.known(software.get().getFileSystem().getFileStores()), Fact::unknown));
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return new OshiNetwork(system).of(hardware.get().getNetworkIFs(true));
  }

  @Override
  public Usage usage() {
    return usage.read();
  }
}
