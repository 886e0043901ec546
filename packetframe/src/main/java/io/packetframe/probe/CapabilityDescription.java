package io.packetframe.probe;

/**
 * What is known about a capability without asking the host: the text of {@code packetframe explain}
 * and of the docs page.
 *
 * @param name as in the report; {@code <interface>} stands for an interface's name
 * @param required whether PacketFrame cannot run without it
 * @param purpose what PacketFrame needs it for
 * @param since the first vanilla kernel with it, and the commit or option that brought it
 * @param method how it is probed
 * @param mend what to do where it is missing
 */
public record CapabilityDescription(
    String name, boolean required, String purpose, String since, String method, String mend) {}
