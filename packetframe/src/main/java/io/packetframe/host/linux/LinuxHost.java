package io.packetframe.host.linux;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Cpu;
import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** A Linux host: files of {@code /proc} and {@code /sys}, and statfs(2). */
public final class LinuxHost implements HostPlatform {
  private final HostFiles files;
  private final FileSystemReader fileSystems;
  private final BlockDevices blockDevices;
  private final UsageReader usage;

  /** Makes the host of these files, whose file systems and disks are asked in that way. */
  public LinuxHost(HostFiles files, SpaceSource space, SmartLogSource logs) {
    this.files = files;
    this.fileSystems =
        new FileSystemReader(space, new Patience<>("statfs", space::of, PATIENCE_MILLIS));
    this.blockDevices = new BlockDevices(files, new NvmeHealth(files, logs));
    this.usage = new UsageReader(files, System::nanoTime);
  }

  /** Returns the host of these files, whose file systems and disks that kernel knows. */
  public static LinuxHost of(HostFiles files, Syscalls syscalls) {
    return new LinuxHost(files, new StatfsSpace(syscalls), new SmartLogByIoctl(syscalls));
  }

  @Override
  public Cpu cpu() {
    return new CpuReader(files).read();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return new GpuReader(files).read();
  }

  @Override
  public Memory memory() {
    return new MemoryReader(files).read();
  }

  @Override
  public Storage storage() {
    Fact<List<BlockDevice>> devices = blockDevices.read();
    return new Storage(
        devices, MountTable.read(files).fact().map(table -> fileSystems.of(table, devices)));
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return new NetworkAdapterReader(files).read();
  }

  @Override
  public Usage usage() {
    return usage.read();
  }
}
