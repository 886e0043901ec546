package io.packetframe.host.bsd;

import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import io.packetframe.host.command.Commands;
import java.util.List;

/** A BSD: what another host tells of it, and what only the system's own programs know. */
public final class BsdHost implements HostPlatform {
  private final HostPlatform told;
  private final BsdGpus gpus;

  /** Completes what another host tells of that system. */
  public BsdHost(HostPlatform told, OperatingSystem system, Commands commands) {
    this.told = told;
    this.gpus = new BsdGpus(system, commands);
  }

  @Override
  public Cpu cpu() {
    return told.cpu();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return gpus.read().orElse(told::gpus);
  }

  @Override
  public Memory memory() {
    return told.memory();
  }

  @Override
  public Storage storage() {
    Storage storage = told.storage();
    return storage.withDevices(
        storage.devices().map(devices -> devices.stream().map(DriverNames::complete).toList()));
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return told.network();
  }

  @Override
  public Usage usage() {
    return told.usage();
  }
}
