package io.packetframe.host.linux;

import java.util.Map;
import java.util.Optional;

/**
 * Names for the numbers of MIDR_EL1, which is all that an ARM processor says of itself: who
 * designed it and which of their designs it is. The numbers are in arch/arm64/include/asm/cputype.h
 * and in the manuals of the cores.
 */
final class ArmCores {
  private static final Map<String, String> VENDORS =
      Map.ofEntries(
          Map.entry("0x41", "ARM"),
          Map.entry("0x42", "Broadcom"),
          Map.entry("0x43", "Cavium"),
          Map.entry("0x46", "Fujitsu"),
          Map.entry("0x48", "HiSilicon"),
          Map.entry("0x4e", "NVIDIA"),
          Map.entry("0x50", "APM"),
          Map.entry("0x51", "Qualcomm"),
          Map.entry("0x53", "Samsung"),
          Map.entry("0x56", "Marvell"),
          Map.entry("0x61", "Apple"),
          Map.entry("0x6d", "Microsoft"),
          Map.entry("0xc0", "Ampere"));

  private static final Map<String, String> MODELS =
      Map.ofEntries(
          Map.entry("0x41 0xd03", "Cortex-A53"),
          Map.entry("0x41 0xd04", "Cortex-A35"),
          Map.entry("0x41 0xd05", "Cortex-A55"),
          Map.entry("0x41 0xd07", "Cortex-A57"),
          Map.entry("0x41 0xd08", "Cortex-A72"),
          Map.entry("0x41 0xd09", "Cortex-A73"),
          Map.entry("0x41 0xd0a", "Cortex-A75"),
          Map.entry("0x41 0xd0b", "Cortex-A76"),
          Map.entry("0x41 0xd0c", "Neoverse-N1"),
          Map.entry("0x41 0xd0d", "Cortex-A77"),
          Map.entry("0x41 0xd40", "Neoverse-V1"),
          Map.entry("0x41 0xd41", "Cortex-A78"),
          Map.entry("0x41 0xd44", "Cortex-X1"),
          Map.entry("0x41 0xd46", "Cortex-A510"),
          Map.entry("0x41 0xd47", "Cortex-A710"),
          Map.entry("0x41 0xd48", "Cortex-X2"),
          Map.entry("0x41 0xd49", "Neoverse-N2"),
          Map.entry("0x41 0xd4b", "Cortex-A78C"),
          Map.entry("0x41 0xd4d", "Cortex-A715"),
          Map.entry("0x41 0xd4e", "Cortex-X3"),
          Map.entry("0x41 0xd4f", "Neoverse-V2"),
          Map.entry("0x41 0xd80", "Cortex-A520"),
          Map.entry("0x41 0xd81", "Cortex-A720"),
          Map.entry("0x41 0xd82", "Cortex-X4"),
          Map.entry("0x41 0xd84", "Neoverse-V3"),
          Map.entry("0x41 0xd8e", "Neoverse-N3"),
          Map.entry("0x43 0x0a1", "ThunderX"),
          Map.entry("0x43 0x0af", "ThunderX2"),
          Map.entry("0x43 0x0b1", "OcteonTX2 T98"),
          Map.entry("0x43 0x0b2", "OcteonTX2 T96"),
          Map.entry("0x43 0x0b3", "OcteonTX2 F95"),
          Map.entry("0xc0 0xac3", "Ampere-1"),
          Map.entry("0xc0 0xac4", "Ampere-1a"));

  private ArmCores() {}

  /** Names the designer; as {@code /proc/cpuinfo} writes the number. */
  static Optional<String> vendor(String implementer) {
    return Optional.ofNullable(VENDORS.get(implementer));
  }

  /** Names the design. */
  static Optional<String> model(String implementer, String part) {
    return Optional.ofNullable(MODELS.get(implementer + " " + part));
  }
}
