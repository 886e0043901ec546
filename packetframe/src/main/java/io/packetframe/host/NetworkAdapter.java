package io.packetframe.host;

import io.packetframe.net.MacAddress;

/**
 * A network interface.
 *
 * @param name its name
 * @param number the system's own number of it
 * @param address its hardware address; loopback and tunnels have none
 * @param state {@code up}, {@code down} or another word of RFC 2863
 * @param mtuBytes its largest layer 3 packet
 * @param bitsPerSecond the speed of its link
 * @param driver the driver of the hardware beneath
 * @param isVirtual whether it has no hardware of its own
 * @param traffic what has passed since it was made
 */
public record NetworkAdapter(
    String name,
    Fact<Integer> number,
    Fact<MacAddress> address,
    Fact<String> state,
    Fact<Integer> mtuBytes,
    Fact<Long> bitsPerSecond,
    Fact<String> driver,
    Fact<Boolean> isVirtual,
    Fact<Traffic> traffic) {}
