package io.packetframe.host;

/**
 * Counters of an interface since it was made; unsigned 64 bits each.
 *
 * @param receivedDrops frames that came and were not taken
 */
public record Traffic(
    long receivedBytes,
    long receivedPackets,
    long receivedErrors,
    long receivedDrops,
    long sentBytes,
    long sentPackets,
    long sentErrors,
    long sentDrops) {}
