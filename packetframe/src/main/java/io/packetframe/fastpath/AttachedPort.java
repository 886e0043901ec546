package io.packetframe.fastpath;

/**
 * A device that the program is attached to.
 *
 * @param index its ifindex
 * @param isNative whether in native mode: redirect then needs a driver that sends XDP frames
 */
public record AttachedPort(int index, boolean isNative) {}
