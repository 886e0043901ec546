package io.packetframe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.MacAddress;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;

/** What OSHI says of this host, and what we say: the same, with the exceptions that stand here. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "our reader is that of Linux")
class OshiOpinionTest {
  private final HostPlatform host = HostPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);
  private final SystemInfo oshi = new SystemInfo();
  private final HardwareAbstractionLayer hardware = oshi.getHardware();

  @Test
  void theSameProcessors() {
    CentralProcessor theirs = hardware.getProcessor();
    Cpu cpu = host.cpu();
    List<CpuPackage> packages = cpu.packages().optional().orElseThrow();
    int cores = packages.stream().mapToInt(socket -> socket.cores().size()).sum();
    int threads =
        packages.stream()
            .flatMap(socket -> socket.cores().stream())
            .mapToInt(core -> core.cpus().size())
            .sum();
    assertThat(packages).hasSize(theirs.getPhysicalPackageCount());
    assertThat(cores).isEqualTo(theirs.getPhysicalProcessorCount());
    assertThat(threads).isEqualTo(theirs.getLogicalProcessorCount());
    // Where OSHI knows no name it has an empty one.
    String name = theirs.getProcessorIdentifier().getName();
    if (!name.isBlank()) {
      assertThat(cpu.kinds().optional().orElseThrow().getFirst().model().optional()).contains(name);
    }
  }

  @Test
  void theSameMemory() {
    Memory memory = host.memory();
    assertThat(memory.totalBytes().optional()).contains(hardware.getMemory().getTotal());
    assertThat(memory.swapTotalBytes().optional())
        .contains(hardware.getMemory().getVirtualMemory().getSwapTotal());
  }

  /** Exception: OSHI lists devices that hold nothing, with a size of 0. */
  @Test
  void theSameDisks() {
    Map<String, Long> theirs = new TreeMap<>();
    for (HWDiskStore disk : hardware.getDiskStores()) {
      if (disk.getSize() > 0) {
        theirs.put(disk.getName().replaceFirst("^/dev/", ""), disk.getSize());
      }
    }
    Map<String, Long> ours = new TreeMap<>();
    for (BlockDevice device : host.storage().devices().optional().orElseThrow()) {
      ours.put(device.name(), device.bytes().optional().orElseThrow());
    }
    assertThat(ours).containsAllEntriesOf(theirs);
  }

  /** Exceptions: OSHI lists bind mounts again, and namespaces as file systems without room. */
  @Test
  void theSameFileSystems() {
    Map<String, Long> ours = new TreeMap<>();
    for (FileSystem system : host.storage().fileSystems().optional().orElseThrow()) {
      system.space().optional().ifPresent(it -> ours.put(system.mountPoint(), it.totalBytes()));
    }
    int compared = 0;
    for (OSFileStore store : oshi.getOperatingSystem().getFileSystem().getFileStores()) {
      Long total = ours.get(store.getMount());
      if (total != null) {
        assertThat(store.getTotalSpace()).as(store.getMount()).isEqualTo(total);
        compared++;
      }
    }
    assertThat(compared).as("the root at least").isPositive();
  }

  /** Exception: OSHI leaves out loopback, and has an address of zeros where there is none. */
  @Test
  void theSameInterfaces() throws Exception {
    Set<String> names = new HashSet<>();
    for (NetworkAdapter adapter : host.network().optional().orElseThrow()) {
      names.add(adapter.name());
    }
    for (NetworkIF theirs : hardware.getNetworkIFs()) {
      assertThat(names).contains(theirs.getName());
      NetworkAdapter ours =
          host.network().optional().orElseThrow().stream()
              .filter(adapter -> adapter.name().equals(theirs.getName()))
              .findFirst()
              .orElseThrow();
      assertThat(ours.mtuBytes().optional()).contains((int) theirs.getMTU());
      if (ours.address().optional().isPresent()) {
        assertThat(ours.address().optional()).contains(MacAddress.parse(theirs.getMacaddr()));
      }
      theirs.updateAttributes();
      assertThat(
              Long.compareUnsigned(
                  host.network().optional().orElseThrow().stream()
                      .filter(adapter -> adapter.name().equals(theirs.getName()))
                      .findFirst()
                      .orElseThrow()
                      .traffic()
                      .optional()
                      .orElseThrow()
                      .receivedBytes(),
                  theirs.getBytesRecv()))
          .as("counters go up")
          .isNotNegative();
    }
  }
}
