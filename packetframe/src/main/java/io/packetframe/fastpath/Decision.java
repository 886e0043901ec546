package io.packetframe.fastpath;

import java.util.Optional;

/**
 * What the traced data path writes down, in the order of {@code enum decision} in {@code
 * bpf/src/include/trace.h}, which counts from 1. Each comes with a value of 32 bits.
 */
public enum Decision {
  /** {@code XDP_*}: the verdict. */
  DECIDED,
  /** {@link FastPathConfig.Flag} by bit, and dry run in bit 8. */
  CONFIGURED,
  /** How many tags were read. */
  TAGS_SEEN,
  /** The tag with PCP and DEI, bytes as on the wire; 0: none. */
  OUTER_TAG,
  /** The tag with PCP and DEI, bytes as on the wire; 0: none. */
  INNER_TAG,
  /** Behind the tags. */
  ETHERTYPE,
  /** Bytes of the IP packet, as its header says. */
  L3_LENGTH,
  /** TTL, or hop limit. */
  TIME_TO_LIVE,
  /** Protocol, or next header. */
  PROTOCOL,
  /** The ifindex that the kernel would receive the frame on. */
  INGRESS_DEVICE,
  /** Bit 0: the source is listed; bit 1: the destination. */
  ALLOWED,
  /** 1: the destination is on the block list. */
  BLOCKED,
  /** {@code BPF_FIB_LKUP_RET_*}, or a negative errno. */
  FIB_ANSWER,
  /** The ifindex of the route. */
  ROUTE_EGRESS,
  /** The ifindex of the device below it, which sends. */
  EGRESS_PORT,
  /** The tag to write, as {@link #OUTER_TAG}. */
  EGRESS_OUTER,
  /** The tag to write, as {@link #INNER_TAG}. */
  EGRESS_INNER,
  /** Bytes of the frame as it would leave, with all tags. */
  FRAME_LENGTH,
  /** The largest segment that a SYN may ask for, bytes; 0: no limit. */
  MSS_CEILING,
  /** What the option of the SYN says, bytes. */
  MSS_SEEN,
  /** What bpf_redirect_map said: {@code XDP_REDIRECT} where there is such a target. */
  REDIRECTED;

  /** Returns the decision of that number. */
  static Optional<Decision> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
