package io.packetframe.host.oshi;

import io.packetframe.host.Fact;
import io.packetframe.host.OperatingSystem;

/** Frequencies that a processor can have. */
final class Frequencies {
  /** What OSHI says of an Apple processor whose frequency it could not find. */
  private static final long APPLE_PLACEHOLDER = 2_400_000_000L;

  /** Three times what any processor has reached: a number read in the wrong width is above it. */
  private static final long BEYOND_ALL = 30_000_000_000L;

  private final boolean isAppleSilicon;

  Frequencies(OperatingSystem system, String vendor) {
    this.isAppleSilicon = system == OperatingSystem.MACOS && vendor.startsWith("Apple");
  }

  Fact<Long> of(long hertz, String what) {
    if (isAppleSilicon && hertz == APPLE_PLACEHOLDER) {
      return Fact.unknown("OSHI says 2.4 GHz of every Apple processor whose frequency it misses");
    }
    return hertz > BEYOND_ALL
        ? Fact.unknown("OSHI says " + hertz + " Hz, which no processor has")
        : Told.positive(hertz, what);
  }
}
