package io.packetframe.fastpath;

/**
 * How much of a host the maps hold. A map never holds more; what is left out passes to the kernel.
 *
 * @param ingress entries of {@code INGRESS}: one for each device and MAC address behind a port
 * @param devices entries of {@code VLAN_RESOLVE}, {@code EGRESS_PORTS} and {@code REDIRECT_DEVMAP}
 * @param addresses entries of {@code LOCAL_V4} and of {@code LOCAL_V6}
 */
public record HostLimits(int ingress, int devices, int addresses) {
  /** What the product promises: 4096 devices, which a map of 1 MB or less holds. */
  public static final HostLimits STATED = new HostLimits(16_384, 4_096, 16_384);

  /** Checks that there is room for something. */
  public HostLimits {
    if (ingress < 1 || devices < 1 || addresses < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }
}
