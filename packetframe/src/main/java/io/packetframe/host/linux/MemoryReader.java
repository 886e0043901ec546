package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Memory;
import java.util.Optional;

/** Memory of the host, and the bound of this process. */
final class MemoryReader {
  private static final String KEPT = "/proc/sys/vm/min_free_kbytes";

  private final HostFiles files;

  MemoryReader(HostFiles files) {
    this.files = files;
  }

  Memory read() {
    Fact<MemoryInfo> info = MemoryInfo.read(files).fact();
    Fact<Long> swap = info.flatMap(it -> line(it, "SwapTotal"));
    return new Memory(
        info.flatMap(it -> line(it, "MemTotal")),
        info.flatMap(this::available),
        swap,
        swap.flatMap(
            total ->
                info.flatMap(it -> line(it, "SwapFree")).map(free -> Math.max(0, total - free))),
        new CgroupLimits(files).memory(),
        new MemoryErrors(files).read());
  }

  private static Fact<Long> line(MemoryInfo info, String name) {
    return fact(info.value(name), name);
  }

  private Fact<Long> available(MemoryInfo info) {
    Optional<Long> kept = files.read(KEPT).optional().flatMap(MemoryInfo::kibibytes);
    return fact(info.available(kept), "MemAvailable and no MemFree");
  }

  private static Fact<Long> fact(Optional<Long> value, String name) {
    return value.map(Fact::known).orElseGet(() -> Fact.unknown("/proc/meminfo has no " + name));
  }
}
