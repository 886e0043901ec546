package io.packetframe.host.oshi;

import io.packetframe.host.Fact;
import io.packetframe.host.Memory;
import io.packetframe.host.OperatingSystem;
import oshi.hardware.GlobalMemory;
import oshi.hardware.VirtualMemory;

/** Memory and swap space. */
final class OshiMemory {
  private final OperatingSystem system;

  OshiMemory(OperatingSystem system) {
    this.system = system;
  }

  Memory of(GlobalMemory memory) {
    Fact<Long> total = Told.positive(memory.getTotal(), "how much memory there is");
    VirtualMemory virtual = memory.getVirtualMemory();
    Fact<Long> swap = swap(virtual, total);
    return new Memory(
        total,
        Told.positive(memory.getAvailable(), "how much memory is available")
            .flatMap(available -> total.flatMap(all -> within(available, all, "memory"))),
        swap,
        swap.flatMap(all -> used(virtual.getSwapUsed(), all)),
        Fact.unknown("OSHI does not tell of bounds on the memory of a process"),
        Fact.unknown("OSHI does not tell of errors of memory"));
  }

  private Fact<Long> swap(VirtualMemory virtual, Fact<Long> memory) {
    long said = virtual.getSwapTotal();
    if (said < 0) {
      return Fact.unknown("OSHI does not know how much swap space there is: it says " + said);
    }
    if (system != OperatingSystem.WINDOWS) {
      return said == 0
          ? Fact.unknown("OSHI says 0, where there is no swap space and where it could not ask")
          : Fact.known(said);
    }
    // One call tells both: where it failed, the commit limit is 0 as well.
    long limit = virtual.getVirtualMax();
    if (limit <= 0) {
      return Fact.unknown("Windows did not tell OSHI its commit limit");
    }
    // The limit is memory and page files together, and has been taken for the page files alone.
    return memory.flatMap(
        all ->
            said > Math.max(0, limit - all)
                ? Fact.unknown("the page files are said to be " + said + " bytes, memory included")
                : Fact.known(said));
  }

  private static Fact<Long> used(long said, long total) {
    return said < 0
        ? Fact.unknown("OSHI does not know how much swap space is used: it says " + said)
        : within(said, total, "swap space");
  }

  private static Fact<Long> within(long part, long all, String what) {
    return part <= all
        ? Fact.known(part)
        : Fact.unknown("OSHI says " + part + " of " + all + " bytes of " + what);
  }
}
