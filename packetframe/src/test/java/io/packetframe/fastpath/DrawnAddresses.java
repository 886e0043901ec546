package io.packetframe.fastpath;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.packet.Topology;
import io.packetframe.testing.Links;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random addresses, as on the wire: most of them mean something to a router. */
final class DrawnAddresses {
  private final Random random;
  private final List<byte[]> v4 = new ArrayList<>();
  private final List<byte[]> v6 = new ArrayList<>();

  DrawnAddresses(Random random, Topology topology) {
    this.random = random;
    for (Topology.Neighbour neighbour : topology.neighbours()) {
      // Next hops more often than others: those are forwarded to.
      add(neighbour.address());
      add(neighbour.address());
    }
    topology.addresses().forEach(own -> add(own.address()));
  }

  private void add(IpAddress address) {
    (address.family() == Family.V4 ? v4 : v6).add(Links.bytes(address));
  }

  byte[] v4() {
    return address(v4);
  }

  byte[] v6() {
    return address(v6);
  }

  /** One that the router knows, one near it, one of its routes, or one that nobody forwards. */
  private byte[] address(List<byte[]> known) {
    byte[] address = pick(known).clone();
    int last = address.length - 1;
    switch (random.nextInt(12)) {
      case 0 -> address[last] = (byte) random.nextInt(256);
      case 1 -> address[last] = (byte) (int) pick(List.of(0, 15, 255, 16));
      case 2, 3, 4 -> {
        // 10.N.x.y and 10.0.N.y, 2001:db8:N:: and 2001:db8:0:N::, where routes lead.
        boolean wide = random.nextBoolean();
        int v6 = address.length == 16 ? 1 : 0;
        Arrays.fill(address, 1 + 3 * v6, address.length, (byte) 0);
        address[v6 == 1 ? (wide ? 5 : 7) : wide ? 1 : 2] = (byte) random.nextInt(5);
        address[last] = (byte) random.nextInt(256);
      }
      case 5 -> {
        if (random.nextInt(3) == 0) {
          address[0] = (byte) (int) pick(List.of(0, 127, 224, 255, 254, 240, 169));
          address[1] = (byte) (int) pick(List.of(0, 254, 128, 255));
        } else {
          address[0] = (byte) 172;
        }
      }
      case 6 -> {
        if (random.nextInt(4) == 0) {
          Arrays.fill(address, (byte) 0);
          address[last] = (byte) random.nextInt(2);
        }
      }
      default -> {}
    }
    return address;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
