package io.packetframe.host.linux;

import io.packetframe.host.linux.InterfaceAddress.Sort;
import io.packetframe.net.IpAddress;
import io.packetframe.sys.linux.AddressAttributes;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkReply;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads addresses out of RTM_NEWADDR and RTM_GETANYCAST messages. */
final class AddressParser {
  private AddressParser() {}

  /** Returns none for a family that we do not know; nothing where the message is malformed. */
  static Optional<List<InterfaceAddress>> parse(NetlinkReply reply) {
    NetlinkAttributes attributes = reply.attributes(AddressAttributes.IFADDRMSG).orElse(null);
    if (attributes == null) {
      return Optional.empty();
    }
    ByteBuffer body = reply.body();
    int family = body.get(AddressAttributes.IFA_FAMILY);
    if (family != AddressAttributes.AF_INET && family != AddressAttributes.AF_INET6) {
      return Optional.of(List.of());
    }
    int bytes = family == AddressAttributes.AF_INET ? 4 : 16;
    int own =
        attributes.has(AddressAttributes.IFA_LOCAL)
            ? AddressAttributes.IFA_LOCAL
            : AddressAttributes.IFA_ADDRESS;
    List<InterfaceAddress> addresses = new ArrayList<>();
    add(addresses, body, attributes.bytes(own), bytes, Sort.UNICAST);
    add(addresses, body, attributes.bytes(AddressAttributes.IFA_ANYCAST), bytes, Sort.ANYCAST);
    add(addresses, body, attributes.bytes(AddressAttributes.IFA_BROADCAST), bytes, Sort.BROADCAST);
    return addresses.isEmpty() ? Optional.empty() : Optional.of(addresses);
  }

  private static void add(
      List<InterfaceAddress> addresses,
      ByteBuffer body,
      Optional<byte[]> address,
      int bytes,
      Sort sort) {
    if (address.isPresent() && address.get().length == bytes) {
      addresses.add(
          new InterfaceAddress(
              body.getInt(AddressAttributes.IFA_INDEX),
              address(address.get()),
              Byte.toUnsignedInt(body.get(AddressAttributes.IFA_PREFIXLEN)),
              sort));
    }
  }

  /** Of 4 or 16 bytes as on the wire. */
  static IpAddress address(byte[] wire) {
    ByteBuffer bytes = ByteBuffer.wrap(wire);
    return wire.length == Integer.BYTES
        ? IpAddress.v4(bytes.getInt(0))
        : IpAddress.v6(bytes.getLong(0), bytes.getLong(Long.BYTES));
  }
}
