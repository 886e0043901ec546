package io.packetframe.net;

import io.packetframe.net.IpAddress.Family;

/**
 * An address and a port to listen on or connect to.
 *
 * @param address the address
 * @param port 1 to 65535
 */
public record Endpoint(IpAddress address, int port) {
  private static final int MAX_PORT = 65535;

  /** Checks the port. */
  public Endpoint {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: 1 to 65535");
    }
  }

  /**
   * Reads {@code 192.0.2.1:1790} or {@code [2001:db8::1]:1790}. An IPv6 address needs its brackets:
   * without them nobody can tell its last group from the port.
   *
   * @throws LiteralException with the reason
   */
  public static Endpoint parse(String text) throws LiteralException {
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0) {
        throw new LiteralException("the closing bracket is missing");
      }
      IpAddress address = IpAddress.parse(text.substring(1, close));
      if (address.family() == Family.V4) {
        throw new LiteralException("brackets are for IPv6 addresses only");
      }
      if (colon != close + 1) {
        throw new LiteralException("`:port` is missing after the bracket");
      }
      return new Endpoint(address, port(text, colon + 1));
    }
    if (colon < 0) {
      throw new LiteralException("`:port` is missing");
    }
    if (text.indexOf(':') != colon) {
      throw new LiteralException("an IPv6 address stands in brackets before its port");
    }
    return new Endpoint(IpAddress.parse(text.substring(0, colon)), port(text, colon + 1));
  }

  private static int port(String text, int start) throws LiteralException {
    int value = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new LiteralException("the port is not a number");
      }
      value = Math.min(value * 10 + c - '0', MAX_PORT + 1);
    }
    if (start == text.length()) {
      throw new LiteralException("the port is missing");
    }
    if (value == 0) {
      throw new LiteralException("port 0 cannot be listened on");
    }
    if (value > MAX_PORT) {
      throw new LiteralException("the port is above 65535");
    }
    return value;
  }

  @Override
  public String toString() {
    return address.family() == Family.V6 ? "[" + address + "]:" + port : address + ":" + port;
  }
}
