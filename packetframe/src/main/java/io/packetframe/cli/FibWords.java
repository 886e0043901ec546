package io.packetframe.cli;

/** What {@code bpf_fib_lookup} answers (include/uapi/linux/bpf.h), and what it means. */
final class FibWords {
  private FibWords() {}

  static String of(int answer) {
    return switch (answer) {
      case 0 -> "BPF_FIB_LKUP_RET_SUCCESS: a route, and the next hop's MAC address";
      case 1 -> "BPF_FIB_LKUP_RET_BLACKHOLE: a route of type blackhole";
      case 2 -> "BPF_FIB_LKUP_RET_UNREACHABLE: a route of type unreachable";
      case 3 -> "BPF_FIB_LKUP_RET_PROHIBIT: a route of type prohibit";
      case 4 -> "BPF_FIB_LKUP_RET_NOT_FWDED: nothing that is forwarded";
      case 5 -> "BPF_FIB_LKUP_RET_FWD_DISABLED: forwarding is off on the device that received it";
      case 6 -> "BPF_FIB_LKUP_RET_UNSUPP_LWT: the route goes into a tunnel";
      case 7 -> "BPF_FIB_LKUP_RET_NO_NEIGH: a route, and no MAC address of the next hop";
      case 8 -> "BPF_FIB_LKUP_RET_FRAG_NEEDED: a route whose MTU is too small";
      case 9 -> "BPF_FIB_LKUP_RET_NO_SRC_ADDR: a route, and no source address";
      case 10 -> "BPF_FIB_LKUP_RET_VLAN_FAILURE: a VLAN device that it cannot look through";
      default -> answer < 0 ? "errno " + -(long) answer : "answer " + answer;
    };
  }
}
