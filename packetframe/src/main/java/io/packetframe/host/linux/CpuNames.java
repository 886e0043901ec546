package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.util.Map;
import java.util.Optional;

/** What the CPUs are called, from what {@code /proc/cpuinfo} has on each architecture. */
final class CpuNames {
  private static final String IMPLEMENTER = "CPU implementer";
  private static final String PART = "CPU part";

  /** JEDEC's numbers of those who make RISC-V cores, as mvendorid has them. */
  private static final Map<String, String> RISCV_VENDORS =
      Map.of("0x489", "SiFive", "0x5b7", "T-Head", "0x31e", "Andes");

  private final CpuInfo info;

  CpuNames(CpuInfo info) {
    this.info = info;
  }

  Fact<String> vendor(int cpu) {
    Optional<String> x86 = info.value(cpu, "vendor_id");
    if (x86.isPresent()) {
      return Fact.known(x86.get());
    }
    Optional<String> implementer = info.value(cpu, IMPLEMENTER);
    if (implementer.isPresent()) {
      return known(ArmCores.vendor(implementer.get()), "implementer " + implementer.get());
    }
    Optional<String> riscv = info.value(cpu, "mvendorid");
    if (riscv.isPresent()) {
      return known(Optional.ofNullable(RISCV_VENDORS.get(riscv.get())), "mvendorid " + riscv.get());
    }
    return info.value(cpu, "uarch")
        .map(name -> Fact.known(name.split(",", 2)[0]))
        .orElseGet(() -> Fact.unknown("/proc/cpuinfo names no vendor"));
  }

  Fact<String> model(int cpu) {
    Optional<String> written = info.value(cpu, "model name").or(() -> info.value(cpu, "uarch"));
    // Some 64-bit kernels write the revision of the architecture here: that is no model.
    if (written.isPresent() && !written.get().startsWith("ARMv")) {
      return Fact.known(written.get());
    }
    Optional<String> implementer = info.value(cpu, IMPLEMENTER);
    Optional<String> part = info.value(cpu, PART);
    if (implementer.isPresent() && part.isPresent()) {
      return known(
          ArmCores.model(implementer.get(), part.get()),
          "part " + part.get() + " of implementer " + implementer.get());
    }
    return Fact.unknown("/proc/cpuinfo names no model");
  }

  /** Recognises the architecture on kernels before 6.1, which do not say it in a file. */
  Fact<String> architecture() {
    int cpu = info.first();
    if (info.value(cpu, "vendor_id").isPresent()) {
      return Fact.known(info.hasFlag(cpu, "lm") ? "x86_64" : "i686");
    }
    if (info.value(cpu, "CPU architecture").filter("8"::equals).isPresent()) {
      return Fact.known("aarch64");
    }
    return info.value(cpu, "isa")
        .filter(isa -> isa.startsWith("rv"))
        .map(isa -> Fact.known(isa.startsWith("rv64") ? "riscv64" : "riscv32"))
        .orElseGet(() -> Fact.unknown("/proc/cpuinfo is of no architecture that we know"));
  }

  private static Fact<String> known(Optional<String> name, String number) {
    return name.map(Fact::known).orElseGet(() -> Fact.unknown("no name is known for " + number));
  }
}
