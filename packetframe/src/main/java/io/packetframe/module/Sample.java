package io.packetframe.module;

/**
 * A number of a module at one moment.
 *
 * @param name in lower case with underscores, e.g. {@code rx_total}
 * @param value counted since the module was loaded
 */
public record Sample(String name, long value) {}
