package io.packetframe.host.macos;

import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import io.packetframe.host.command.Commands;
import java.util.ArrayList;
import java.util.List;

/** A Mac: what another host tells of it, and what only {@code system_profiler} knows. */
public final class MacHost implements HostPlatform {
  private static final String PROFILER = "/usr/sbin/system_profiler";

  private final HostPlatform told;
  private final Commands commands;

  /** Completes what another host tells of this Mac. */
  public MacHost(HostPlatform told, Commands commands) {
    this.told = told;
    this.commands = commands;
  }

  @Override
  public Cpu cpu() {
    return told.cpu();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return report(MacGpus.DATA_TYPE).flatMap(MacGpus::of).orElse(told::gpus);
  }

  @Override
  public Memory memory() {
    return told.memory();
  }

  @Override
  public Storage storage() {
    Storage storage = told.storage();
    return report(MacDisks.NVME, MacDisks.STORAGE)
        .optional()
        .map(MacDisks::new)
        .map(disks -> storage.withDevices(storage.devices().map(disks::complete)))
        .orElse(storage);
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return told.network();
  }

  @Override
  public Usage usage() {
    return told.usage();
  }

  private Fact<ProfilerReport> report(String... dataTypes) {
    List<String> command = new ArrayList<>(List.of(PROFILER, "-json"));
    command.addAll(List.of(dataTypes));
    return commands.output(command).flatMap(ProfilerReport::parse);
  }
}
