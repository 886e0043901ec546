package io.packetframe.host;

import java.util.OptionalLong;

/**
 * The bound on the memory of this process.
 *
 * @param bytes the bound; empty if it is known that there is none
 * @param because what sets it
 */
public record MemoryLimit(OptionalLong bytes, String because) {}
