package io.packetframe.host;

/** What went through an interface in each second. */
public record NetworkRate(
    String name,
    double receivedBytes,
    double sentBytes,
    double receivedPackets,
    double sentPackets) {}
