package io.packetframe.host;

/**
 * What went to and from a disk in each second.
 *
 * @param busyShare the share of time in which it had something to do, 0 to 1
 */
public record DiskRate(
    String name, double readBytes, double writtenBytes, Fact<Double> busyShare) {}
