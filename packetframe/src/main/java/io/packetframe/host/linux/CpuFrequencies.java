package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How fast a CPU runs, from cpufreq and, where that is missing, from what else says it. */
final class CpuFrequencies {
  private static final long KILO = 1000;
  private static final BigDecimal MEGA = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal GIGA = BigDecimal.valueOf(1_000_000_000);

  private final Attributes attributes;
  private final Optional<CpuInfo> info;

  CpuFrequencies(HostFiles files, Optional<CpuInfo> info) {
    this.attributes = new Attributes(files);
    this.info = info;
  }

  /** Returns what the maker promises: from intel_pstate, from ACPI, or out of the model's name. */
  Fact<Long> base(int cpu) {
    String directory = directory(cpu);
    Fact<Long> pstate = hertz(directory + "/cpufreq/base_frequency", KILO);
    return pstate
        .or(hertz(directory + "/acpi_cppc/nominal_freq", KILO * KILO))
        .or(
            info.flatMap(it -> it.value(cpu, "model name"))
                .flatMap(CpuFrequencies::inName)
                .map(Fact::known)
                .orElse(pstate));
  }

  Fact<Long> current(int cpu) {
    Fact<Long> scaling = hertz(directory(cpu) + "/cpufreq/scaling_cur_freq", KILO);
    return scaling.or(
        info.flatMap(it -> it.value(cpu, "cpu MHz"))
            .flatMap(text -> scaled(text, MEGA))
            .map(Fact::known)
            .orElse(scaling));
  }

  Fact<Long> maximum(int cpu) {
    return hertz(directory(cpu) + "/cpufreq/cpuinfo_max_freq", KILO);
  }

  private Fact<Long> hertz(String path, long unit) {
    return attributes
        .natural(path)
        .flatMap(
            number ->
                number > 0 && number <= Long.MAX_VALUE / unit
                    ? Fact.known(number * unit)
                    : Fact.unknown(path + ": no frequency: " + number));
  }

  /** Finds {@code @ 2.40GHz} at the end of a name. */
  static Optional<Long> inName(String model) {
    int at = model.lastIndexOf("@ ");
    String text = at < 0 ? "" : model.substring(at + 2).strip().toLowerCase(Locale.ROOT);
    if (text.endsWith("ghz")) {
      return scaled(text.substring(0, text.length() - 3), GIGA);
    }
    return text.endsWith("mhz")
        ? scaled(text.substring(0, text.length() - 3), MEGA)
        : Optional.empty();
  }

  private static Optional<Long> scaled(String text, BigDecimal unit) {
    if (text.length() > 12) {
      return Optional.empty();
    }
    try {
      long hertz = new BigDecimal(text).multiply(unit).longValue();
      return hertz > 0 ? Optional.of(hertz) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String directory(int cpu) {
    return CpuTopology.DIRECTORY + "/cpu" + cpu;
  }
}
