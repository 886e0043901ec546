package io.packetframe.fastpath;

import io.packetframe.net.MacAddress;
import io.packetframe.packet.Device;
import io.packetframe.packet.HostView;
import io.packetframe.packet.Topology;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random frames for a router: most of them for it, some damaged, some cut. */
final class DrawnFrames {
  private static final int MOST = 5000;
  private static final List<Integer> ODD_TYPES = List.of(0x0806, 0x88cc, 0x9100, 0x8100, 0x05ff, 0);
  private static final List<Integer> TTLS = List.of(64, 64, 64, 255, 2, 2, 1, 0, 128);
  private static final List<Integer> PORTS = List.of(53, 80, 443, 65535);

  private final Random random;
  private final int longest;
  private final List<MacAddress> macs = new ArrayList<>();
  private final List<List<HostView.Vlan>> tags = new ArrayList<>(List.of(List.of(), List.of()));
  private final List<Integer> mtus = new ArrayList<>(List.of(1280, 1500));
  private final DrawnAddresses addresses;
  private final byte[] mac;

  /**
   * @param port where they come in
   * @param longest bytes that a test run takes
   */
  DrawnFrames(Random random, Topology topology, Device.Port port, int longest) {
    this.random = random;
    this.longest = longest;
    this.mac = port.mac().bytes();
    for (Device device : topology.devices().values()) {
      macs.add(device.mac());
      mtus.add(device.mtu());
      if (device instanceof Device.VlanDevice && (isAbove(topology, device, port) || oneIn(8))) {
        tags.add(stack(topology, device));
      }
    }
    addresses = new DrawnAddresses(random, topology);
  }

  private static boolean isAbove(Topology topology, Device top, Device.Port port) {
    Device device = top;
    while (device instanceof Device.VlanDevice vlan) {
      device = topology.device(vlan.lower());
    }
    return device.equals(port);
  }

  private static List<HostView.Vlan> stack(Topology topology, Device top) {
    List<HostView.Vlan> stack = new ArrayList<>();
    Device device = top;
    while (device instanceof Device.VlanDevice vlan) {
      stack.addFirst(vlan.vlan());
      device = topology.device(vlan.lower());
    }
    return stack;
  }

  byte[] next() {
    byte[] frame = oneIn(50) ? noise() : whole();
    if (oneIn(5)) {
      damage(frame);
    }
    int cut = oneIn(8) ? 14 + random.nextInt(frame.length) : frame.length;
    return Arrays.copyOf(frame, Math.min(Math.min(cut, frame.length), longest));
  }

  private byte[] noise() {
    byte[] frame = new byte[14 + random.nextInt(100)];
    random.nextBytes(frame);
    return frame;
  }

  private void damage(byte[] frame) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      frame[random.nextInt(Math.min(frame.length, 110))] ^= (byte) (1 << random.nextInt(8));
    }
    if (random.nextBoolean()) {
      Ipv4Sum.repair(frame);
    }
  }

  private byte[] whole() {
    boolean isV6 = random.nextBoolean();
    ByteBuffer frame = ByteBuffer.allocate(MOST + 300);
    frame.put(oneIn(6) ? drawnMac() : mac).put(new byte[] {2, 0, 0, 0, 0, (byte) 0x99});
    tags(frame);
    frame.putShort((short) (oneIn(40) ? pick(ODD_TYPES) : isV6 ? 0x86dd : 0x0800));
    int start = frame.position();
    frame.position(start + (isV6 ? 40 : 20) + (!isV6 && oneIn(50) ? 4 : 0));
    int transport = frame.position();
    int protocol = transport(frame, isV6);
    payload(frame, start);
    if (isV6) {
      ipv6(frame, start, protocol);
    } else {
      ipv4(frame, start, transport, protocol);
    }
    trailer(frame);
    byte[] bytes = Arrays.copyOf(frame.array(), frame.position());
    if (!isV6 && !oneIn(60)) {
      Ipv4Sum.repair(bytes);
    }
    return bytes;
  }

  private byte[] drawnMac() {
    return switch (random.nextInt(6)) {
      case 0 -> MacAddress.BROADCAST.bytes();
      case 1 -> new byte[] {1, 0, 0x5e, 0, 0, 9};
      case 2 -> new byte[] {2, 0, 0, 0, 0, (byte) random.nextInt(256)};
      default -> pick(macs).bytes();
    };
  }

  private void tags(ByteBuffer frame) {
    if (oneIn(12)) {
      tag(frame, pick(List.of(0x8100, 0x88a8)), pick(List.of(0, 0, 99)));
    }
    for (HostView.Vlan vlan : pick(tags)) {
      tag(frame, vlan.tpid(), vlan.vid());
    }
    if (oneIn(30)) {
      tag(frame, 0x8100, 0);
    }
  }

  private void tag(ByteBuffer frame, int tpid, int vid) {
    frame.putShort((short) tpid);
    frame.putShort((short) (vid | (oneIn(2) ? random.nextInt(16) << 12 : 0)));
  }

  private void ipv4(ByteBuffer frame, int start, int transport, int protocol) {
    frame.put(start, (byte) (0x40 | (transport - start) / 4));
    frame.put(start + 1, (byte) (oneIn(2) ? 0 : random.nextInt(256)));
    frame.putShort(start + 2, (short) lying(frame.position() - start));
    frame.putShort(start + 4, (short) random.nextInt());
    frame.putShort(start + 6, (short) (oneIn(25) ? random.nextInt(0x10000) : 0x4000));
    frame.put(start + 8, (byte) ttl());
    frame.put(start + 9, (byte) protocol);
    frame.put(start + 12, addresses.v4()).put(start + 16, addresses.v4());
  }

  private void ipv6(ByteBuffer frame, int start, int protocol) {
    frame.putInt(start, 0x6000_0000 | (oneIn(2) ? 0 : random.nextInt(1 << 28)));
    frame.putShort(start + 4, (short) lying(frame.position() - start - 40));
    frame.put(start + 6, (byte) protocol).put(start + 7, (byte) ttl());
    frame.put(start + 8, addresses.v6()).put(start + 24, addresses.v6());
  }

  private int lying(int length) {
    return switch (random.nextInt(60)) {
      case 0 -> length + 1 + random.nextInt(8);
      case 1 -> random.nextInt(0x10000);
      case 2, 3 -> Math.max(length - random.nextInt(40), 0);
      default -> length;
    };
  }

  private int ttl() {
    return oneIn(10) ? random.nextInt(256) : pick(TTLS);
  }

  /** Returns the protocol. */
  private int transport(ByteBuffer frame, boolean isV6) {
    int kind = random.nextInt(20);
    if (kind < 10) {
      DrawnSegment.put(random, frame, pick(PORTS), pick(PORTS));
      return 6;
    }
    frame.putShort((short) (int) pick(PORTS)).putShort((short) (int) pick(PORTS)).putInt(0);
    if (kind < 16) {
      return 17;
    }
    if (kind < 19) {
      int type = isV6 ? pick(List.of(128, 129, 1, 2, 132, 133, 135, 137, 138)) : 8;
      frame.putShort(frame.position() - 8, (short) (type << 8));
      return isV6 ? 58 : 1;
    }
    return pick(List.of(47, 0, 44, 60, 132, 50, 59));
  }

  /** Short, or about as long as what a device takes. */
  private void payload(ByteBuffer frame, int start) {
    int length = random.nextInt(64);
    if (oneIn(8)) {
      length = pick(mtus) - (frame.position() - start) + random.nextInt(5) - 2;
    } else if (oneIn(100)) {
      length = random.nextInt(MOST - 300);
    }
    for (int i = 0; i < length; i++) {
      frame.put((byte) i);
    }
  }

  private void trailer(ByteBuffer frame) {
    int length = 0;
    if (oneIn(6)) {
      length = pick(List.of(60, 64, 65)) - frame.position();
    } else if (oneIn(20)) {
      length = 1 + random.nextInt(30);
    } else if (oneIn(60)) {
      length = pick(mtus) + 18 + random.nextInt(13) - 6 - frame.position();
    }
    frame.position(frame.position() + Math.max(length, 0));
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
