package io.packetframe.host;

/** How many tasks ran or waited, on average over 1, 5 and 15 minutes. */
public record LoadAverages(double one, double five, double fifteen) {}
