package io.packetframe.host.linux;

import java.util.Optional;

/**
 * A set of capabilities.
 *
 * @param bits one bit for each, at its number
 */
public record CapabilitySet(long bits) {

  /** Parses the hexadecimal mask of {@code /proc/PID/status}. */
  public static Optional<CapabilitySet> parse(String mask) {
    try {
      return Optional.of(new CapabilitySet(Long.parseUnsignedLong(mask, 16)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Tells whether a capability is in the set. */
  public boolean has(Capability capability) {
    return (bits >>> capability.number() & 1) == 1;
  }
}
