package io.packetframe.fastpath;

/**
 * Something of the host that the fast path cannot use as it is. Frames that it concerns are left to
 * the kernel.
 *
 * @param kind what it is about
 * @param device the name of the device, or of the map that is full
 * @param text a sentence without a full stop, which names the device
 */
public record HostProblem(Kind kind, String device, String text) {
  /** What a problem is about. */
  public enum Kind {
    /** An attached port is not there, or no Ethernet device. */
    PORT_MISSING,
    /** A device stands on one that is not in this namespace. */
    UNKNOWN_PARENT,
    /** The kernel does not tell what we need of a device. */
    UNKNOWN_DETAILS,
    /** More than two tags, or devices above each other without end. */
    TOO_DEEP,
    /** Something takes the frames of a port in a way that we do not follow. */
    NOT_FOLLOWED,
    /** A device that routes may lead to, and its driver sends no XDP frames. */
    CANNOT_SEND,
    /** More entries than the stated limit; the last ones are left out. */
    OVER_LIMIT
  }
}
