package io.packetframe.fastpath;

/** A decision as the data path took it, with the value that it was taken on. */
public record TracedDecision(Decision decision, int value) {}
