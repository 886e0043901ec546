package io.packetframe.cli;

import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import java.util.List;

/** All that a host says of itself, at one moment. */
record Inventory(
    Cpu cpu,
    Fact<List<Gpu>> gpus,
    Memory memory,
    Storage storage,
    Fact<List<NetworkAdapter>> network,
    Usage usage) {

  /** Looks at everything; the rates are those since the last look at the usage of this host. */
  static Inventory of(HostPlatform host) {
    return new Inventory(
        host.cpu(), host.gpus(), host.memory(), host.storage(), host.network(), host.usage());
  }
}
