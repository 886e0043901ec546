package io.packetframe.monitor.filter;

/** What a frame can be picked by. */
public enum Protocol {
  ALL,
  IPV4,
  IPV6,
  /** Of either version of IP, by the first header behind it; so are the next ones. */
  TCP,
  UDP,
  ICMP
}
