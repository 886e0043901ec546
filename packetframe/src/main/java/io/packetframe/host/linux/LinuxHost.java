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
import io.packetframe.host.nvidia.NvidiaCards;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.nvml.Nvml;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A Linux host: files of {@code /proc} and {@code /sys}, and statfs(2). */
public final class LinuxHost implements HostPlatform {
  private final HostFiles files;
  private final FileSystemReader fileSystems;
  private final BlockDevices blockDevices;
  private final UsageReader usage;
  private final Optional<NvidiaCards> nvidia;

  /** Makes the host of these files, whose file systems and disks are asked in that way. */
  public LinuxHost(HostFiles files, SpaceSource space, SmartLogSource logs) {
    this(files, space, logs, Optional.empty());
  }

  private LinuxHost(
      HostFiles files, SpaceSource space, SmartLogSource logs, Optional<NvidiaCards> nvidia) {
    this.files = files;
    this.fileSystems =
        new FileSystemReader(space, new Patience<>("statfs", space::of, PATIENCE_MILLIS));
    this.blockDevices = new BlockDevices(files, new NvmeHealth(files, logs));
    this.usage = new UsageReader(files, System::nanoTime);
    this.nvidia = nvidia;
  }

  /**
   * Returns the host of these files, whose file systems and disks that kernel knows.
   *
   * @param syscalls asked for where the JDK has no answer: the first time costs 50 ms
   */
  public static LinuxHost of(HostFiles files, Supplier<Syscalls> syscalls) {
    return new LinuxHost(
        files,
        new FileSpace(mountPoint -> new StatfsSpace(syscalls.get()).of(mountPoint)),
        controller -> new SmartLogByIoctl(syscalls.get()).of(controller),
        Optional.of(new NvidiaCards(Nvml.ON_LINUX)));
  }

  @Override
  public Cpu cpu() {
    return new CpuReader(files).read();
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    Fact<List<Gpu>> gpus = new GpuReader(files).read();
    return nvidia.isPresent() ? gpus.map(nvidia.get()::complete) : gpus;
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
