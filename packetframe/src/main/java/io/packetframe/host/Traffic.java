package io.packetframe.host;

/**
 * Counters of an interface since it was made; unsigned 64 bits each.
 *
 * @param receivedDrops frames that came and were not taken
 * @param sentDrops frames that were to be sent and were not; not every system counts them
 */
public record Traffic(
    long receivedBytes,
    long receivedPackets,
    long receivedErrors,
    long receivedDrops,
    long sentBytes,
    long sentPackets,
    long sentErrors,
    Fact<Long> sentDrops) {}
