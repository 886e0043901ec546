package io.packetframe.config;

/**
 * A value and where it was written, so that whoever finds it wrong later can still point at it.
 *
 * @param value what was written
 * @param position where
 */
public record Located<T>(T value, Position position) {}
