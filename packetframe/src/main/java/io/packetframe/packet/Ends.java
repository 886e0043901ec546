package io.packetframe.packet;

import io.packetframe.net.IpAddress;

/** The addresses that the checksum of a transport protocol covers. */
record Ends(IpAddress source, IpAddress destination) {
  int pseudoHeader(int protocol, int length) {
    return InternetChecksum.pseudoHeader(source, destination, protocol, length);
  }
}
