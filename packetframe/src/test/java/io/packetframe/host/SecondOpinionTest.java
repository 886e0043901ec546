package io.packetframe.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.sys.linux.LinuxSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What this host's own tools say of it, and what we say: the same, with the exceptions that stand
 * here. A tool that is not installed skips its test.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the tools are those of Linux")
class SecondOpinionTest {
  /** What a busy machine may write and take between two questions. */
  private static final long IN_BETWEEN_BYTES = 4L << 30;

  private final HostPlatform host = HostPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);

  @Test
  void lscpuHasTheSameCores() throws Exception {
    Map<String, List<Integer>> theirs = new TreeMap<>();
    for (JsonObject cpu :
        SystemTool.objects("cpus", "lscpu", "-J", "--online", "-e=CPU,CORE,SOCKET")) {
      theirs
          .computeIfAbsent(
              SystemTool.text(cpu, "socket") + "/" + SystemTool.text(cpu, "core"),
              _ -> new ArrayList<>())
          .add(Integer.valueOf(SystemTool.text(cpu, "cpu")));
    }
    List<List<Integer>> ours = new ArrayList<>();
    for (CpuPackage socket : host.cpu().packages().optional().orElseThrow()) {
      socket.cores().forEach(core -> ours.add(core.cpus()));
    }
    assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs.values());
  }

  /** Exception: we also have caches whose size is not known, as on some ARM boards. */
  @Test
  void lscpuHasTheSameCaches() throws Exception {
    Map<String, Long> ours = new TreeMap<>();
    for (CpuCache cache : host.cpu().caches().optional().orElse(List.of())) {
      String suffix =
          switch (cache.content()) {
            case DATA -> "d";
            case INSTRUCTION -> "i";
            case UNIFIED -> "";
          };
      cache
          .bytes()
          .optional()
          .ifPresent(bytes -> ours.merge("L" + cache.level() + suffix, bytes, Long::sum));
    }
    Map<String, Long> theirs = new TreeMap<>();
    for (JsonObject cache : SystemTool.objects("caches", "lscpu", "-J", "-B", "-C")) {
      theirs.put(SystemTool.text(cache, "name"), Long.valueOf(SystemTool.text(cache, "all-size")));
    }
    assertThat(ours).isEqualTo(theirs);
  }

  /**
   * Exceptions: lscpu asks the processor itself for the hypervisor's name, which no file has; and
   * it says nothing where it does not know, as on ARM.
   */
  @Test
  void lscpuNamesTheSameProcessor() throws Exception {
    Map<String, String> theirs = new HashMap<>();
    for (JsonObject field : SystemTool.objects("lscpu", "lscpu", "-J")) {
      theirs.putIfAbsent(SystemTool.text(field, "field"), SystemTool.text(field, "data"));
    }
    Cpu cpu = host.cpu();
    assertThat(cpu.architecture().optional()).contains(theirs.get("Architecture:"));
    String model = theirs.getOrDefault("Model name:", "-");
    if (!model.equals("-")) {
      assertThat(cpu.kinds().optional().orElseThrow().getFirst().model().optional())
          .contains(model);
    }
    if (theirs.containsKey("Hypervisor vendor:")) {
      assertThat(cpu.virtualisation().optional().orElseThrow())
          .isInstanceOf(Virtualisation.Guest.class);
    }
  }

  /** Exceptions: we leave out what holds nothing, and drives for optical discs. */
  @Test
  void lsblkHasTheSameDevices() throws Exception {
    Map<String, String> theirs = new TreeMap<>();
    for (JsonObject device :
        SystemTool.objects(
            "blockdevices", "lsblk", "-J", "-b", "-a", "-o", "KNAME,TYPE,SIZE,MAJ:MIN")) {
      String size = SystemTool.text(device, "size");
      boolean isNothing = size.isEmpty() || size.equals("0");
      if (!isNothing && !SystemTool.text(device, "type").equals("rom")) {
        theirs.put(
            SystemTool.text(device, "kname"),
            SystemTool.text(device, "maj:min").strip() + " " + size);
      }
    }
    Map<String, String> ours = new TreeMap<>();
    for (BlockDevice device : host.storage().devices().optional().orElseThrow()) {
      ours.put(device.name(), device.number() + " " + device.bytes().optional().orElseThrow());
    }
    assertThat(ours).isEqualTo(theirs);
  }

  /** Exceptions: df shows windows into the kernel that have a size, as devtmpfs. */
  @Test
  void dfHasTheSameRoom() throws Exception {
    Map<String, FileSystem> ours = new TreeMap<>();
    for (FileSystem system : host.storage().fileSystems().optional().orElseThrow()) {
      ours.put(system.mountPoint(), system);
    }
    Set<String> theirs = new TreeSet<>();
    String[] lines =
        SystemTool.output("df", "-B1", "--output=fstype,size,used,avail,target").split("\n", -1);
    for (int i = 1; i < lines.length; i++) {
      String[] columns = lines[i].strip().split(" +", 5);
      if (columns.length == 5 && !Set.of("devtmpfs", "efivarfs").contains(columns[0])) {
        theirs.add(columns[4]);
        assertThat(ours).as(lines[i]).containsKey(columns[4]);
        FileSystem system = Objects.requireNonNull(ours.get(columns[4]));
        Space space = system.space().optional().orElseThrow();
        assertThat(system.type()).isEqualTo(columns[0]);
        assertThat(space.totalBytes()).as(columns[4]).isEqualTo(Long.parseLong(columns[1]));
        assertThat(space.usedBytes())
            .as("used of " + columns[4])
            .isCloseTo(Long.parseLong(columns[2]), within(IN_BETWEEN_BYTES));
        assertThat(space.availableBytes())
            .as("available of " + columns[4])
            .isCloseTo(Long.parseLong(columns[3]), within(IN_BETWEEN_BYTES));
      }
    }
    assertThat(ours.keySet()).isEqualTo(theirs);
  }

  @Test
  void freeHasTheSameMemory() throws Exception {
    Map<String, String[]> rows = new HashMap<>();
    for (String line : SystemTool.output("free", "-b").split("\n", -1)) {
      String[] columns = line.strip().split(" +", -1);
      rows.put(columns[0], columns);
    }
    String[] memory = Optional.ofNullable(rows.get("Mem:")).orElseThrow();
    String[] swap = Optional.ofNullable(rows.get("Swap:")).orElseThrow();
    Memory ours = host.memory();
    assertThat(ours.totalBytes().optional()).contains(Long.valueOf(memory[1]));
    assertThat(ours.availableBytes().optional().orElseThrow())
        .isCloseTo(Long.parseLong(memory[6]), within(IN_BETWEEN_BYTES));
    assertThat(ours.swapTotalBytes().optional()).contains(Long.valueOf(swap[1]));
  }
}
