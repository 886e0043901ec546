package io.packetframe.monitor.bsd;

/** What is counted of frames, under the names of the values; each on every system. */
enum FrameCounter {
  PACKETS,
  BYTES,
  IPV4,
  IPV6,
  OTHER_NETWORK,
  TCP,
  UDP,
  ICMP,
  OTHER_TRANSPORT,
  /** Frames that the kernel had no room to keep: no other value has them. */
  DROPPED
}
