package io.packetframe.monitor;

/**
 * What came of trying to measure something on this host.
 *
 * @param what e.g. {@code busy and idle time by raw tracepoint}
 * @param why what it came to, or the reason against it in the system's words
 */
public record Support(String what, boolean works, String why) {}
