package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.MacAddress;

/** What the kernel's route lookup says about a packet. */
public sealed interface FibAnswer {
  /**
   * {@code BPF_FIB_LKUP_RET_SUCCESS}.
   *
   * @param egress the device that the route names, a VLAN device or bridge included
   * @param source the MAC address of that device
   * @param destination the MAC address of the next hop
   */
  record Forward(InterfaceName egress, MacAddress source, MacAddress destination)
      implements FibAnswer {}

  /** Any other answer, with the kernel's name for it. */
  enum Refused implements FibAnswer {
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    NOT_FWDED,
    FWD_DISABLED,
    UNSUPP_LWT,
    NO_NEIGH,
    FRAG_NEEDED,
    /** An errno, or a result that kernels do not have yet. */
    OTHER
  }
}
