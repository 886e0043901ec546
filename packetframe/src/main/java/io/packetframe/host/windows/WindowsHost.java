package io.packetframe.host.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import io.packetframe.host.nvidia.NvidiaCards;
import io.packetframe.sys.nvml.Nvml;
import io.packetframe.sys.windows.JnaWindowsCalls;
import io.packetframe.sys.windows.WindowsCalls;
import java.util.List;

/** Windows: what another host tells of it, and what only the system's own calls know. */
public final class WindowsHost implements HostPlatform {
  private final HostPlatform told;
  private final WindowsCalls windows;
  private final NvidiaCards nvidia;

  WindowsHost(HostPlatform told, WindowsCalls windows, NvidiaCards nvidia) {
    this.told = told;
    this.windows = windows;
    this.nvidia = nvidia;
  }

  /** Completes what another host tells; that host alone, where Windows cannot be called. */
  public static HostPlatform of(HostPlatform told) {
    try {
      return new WindowsHost(told, JnaWindowsCalls.ofThisHost(), new NvidiaCards(Nvml.ON_WINDOWS));
    } catch (PacketFrameException e) {
      return told;
    }
  }

  @Override
  public Cpu cpu() {
    return told.cpu();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return new WindowsGpus(windows).read().map(nvidia::complete).orElse(told::gpus);
  }

  @Override
  public Memory memory() {
    return told.memory();
  }

  @Override
  public Storage storage() {
    Storage storage = told.storage();
    return storage.withDevices(storage.devices().map(new WindowsDisks(windows)::complete));
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
