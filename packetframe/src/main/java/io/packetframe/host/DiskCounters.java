package io.packetframe.host;

/**
 * What went to and from a disk since it was found.
 *
 * @param busyMillis time in which it had something to do
 */
public record DiskCounters(String name, long readBytes, long writtenBytes, Fact<Long> busyMillis) {}
