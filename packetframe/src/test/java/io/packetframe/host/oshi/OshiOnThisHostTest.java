package io.packetframe.host.oshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Cpu;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.FileSystem;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Usage;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The real OSHI through the adapter, held to our own reader. Linux is where both can be asked: of
 * the other systems this shows that the adapter stands what OSHI really says.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "our reader is that of Linux")
class OshiOnThisHostTest {
  private final HostPlatform ours = HostPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);
  private final HostPlatform theirs = OshiHosts.of(OperatingSystem.LINUX);

  @Test
  void processors() {
    Cpu cpu = theirs.cpu();
    assertThat(shape(cpu)).isEqualTo(shape(ours.cpu()));
    assertThat(cpu.kinds().optional().orElseThrow()).isNotEmpty();
    assertThat(cpu.architecture().optional()).isPresent();
  }

  private static List<List<List<Integer>>> shape(Cpu cpu) {
    List<CpuPackage> packages = cpu.packages().optional().orElseThrow();
    return packages.stream()
        .map(socket -> socket.cores().stream().map(core -> core.cpus()).toList())
        .toList();
  }

  @Test
  void memory() {
    assertThat(theirs.memory().totalBytes().optional())
        .isEqualTo(ours.memory().totalBytes().optional());
    assertThat(theirs.memory().usedBytes().optional()).isPresent();
    assertThat(theirs.gpus().optional()).isPresent();
  }

  @Test
  void disks() {
    Map<String, Long> sizes = new HashMap<>();
    for (BlockDevice device : ours.storage().devices().optional().orElseThrow()) {
      device.bytes().optional().ifPresent(bytes -> sizes.put("/dev/" + device.name(), bytes));
    }
    List<BlockDevice> devices = theirs.storage().devices().optional().orElseThrow();
    assertThat(devices).doesNotHaveDuplicates();
    for (BlockDevice device : devices) {
      assertThat(sizes).containsEntry(device.name(), device.bytes().optional().orElseThrow());
    }
  }

  @Test
  void fileSystems() {
    FileSystem our = root(ours);
    FileSystem their = root(theirs);
    assertThat(their.type()).isEqualTo(our.type());
    assertThat(their.space().optional().orElseThrow().totalBytes())
        .isEqualTo(our.space().optional().orElseThrow().totalBytes());
  }

  private static FileSystem root(HostPlatform host) {
    return host.storage().fileSystems().optional().orElseThrow().stream()
        .filter(system -> system.mountPoint().equals("/"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void interfaces() {
    Map<String, NetworkAdapter> our = new HashMap<>();
    ours.network().optional().orElseThrow().forEach(it -> our.put(it.name(), it));
    for (NetworkAdapter adapter : theirs.network().optional().orElseThrow()) {
      assertThat(our).containsKey(adapter.name());
      NetworkAdapter same = Objects.requireNonNull(our.get(adapter.name()));
      assertThat(adapter.mtuBytes().optional()).isEqualTo(same.mtuBytes().optional());
      assertThat(adapter.address().optional()).isEqualTo(same.address().optional());
    }
  }

  @Test
  void load() throws Exception {
    assertThat(theirs.usage().cpu().reason().orElseThrow()).startsWith("not yet");
    Thread.sleep(250);
    Usage usage = theirs.usage();
    assertThat(usage.cpu().optional().orElseThrow().all()).isBetween(0.0, 1.0);
    assertThat(usage.network().optional()).isPresent();
    assertThat(usage.disks().optional()).isPresent();
    assertThat(usage.load().optional()).isPresent();
    assertThat(usage.processes().optional().orElseThrow()).isPositive();
  }
}
