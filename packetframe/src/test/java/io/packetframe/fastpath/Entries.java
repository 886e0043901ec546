package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.packet.HostView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys and values of the data path's maps as bytes, from the words of the model. */
final class Entries {
  private Entries() {}

  static byte[] config(boolean dryRun, int flags, int mssClamp, int version) {
    Set<FastPathConfig.Flag> set = new HashSet<>();
    for (FastPathConfig.Flag flag : FastPathConfig.Flag.values()) {
      if ((flags & flag.bit()) != 0) {
        set.add(flag);
      }
    }
    return bytes(FastPathConfig.CODEC, new FastPathConfig(dryRun, set, mssClamp, version));
  }

  /** What a frame for us looks like. */
  static byte[] ingressKey(int port, List<HostView.Vlan> vlans, MacAddress mac) {
    return bytes(IngressKey.CODEC, new IngressKey(port, ids(vlans), Optional.of(mac)));
  }

  /** There is a device behind the port with these tags. */
  static byte[] knownKey(int port, List<HostView.Vlan> vlans) {
    return bytes(IngressKey.CODEC, new IngressKey(port, ids(vlans), Optional.empty()));
  }

  static byte[] vlanEgress(int port, HostView.Egress egress, boolean sendsFragments) {
    List<EgressTag> tags =
        egress.tags().stream()
            .map(tag -> new EgressTag(id(tag.vlan()), Priorities.of(tag.priorities())))
            .toList();
    return bytes(
        VlanEgress.CODEC,
        new VlanEgress(port, tags, egress.mtu(), egress.longestFrame(), sendsFragments));
  }

  static byte[] egressPort(int longestFrame, boolean sendsFragments) {
    return bytes(EgressPort.CODEC, new EgressPort(longestFrame, sendsFragments));
  }

  static byte[] mssClamp(int mss, int egress) {
    return bytes(SegmentLimit.CODEC, new SegmentLimit(mss, egress));
  }

  static byte[] u16(int value) {
    return bytes(SegmentLimit.BARE, value);
  }

  static byte[] u32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }

  static <T> byte[] bytes(Codec<T> codec, T value) {
    ByteBuffer memory = ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder());
    codec.encode(value, memory, 0);
    return memory.array();
  }

  private static List<VlanId> ids(List<HostView.Vlan> vlans) {
    return vlans.stream().map(Entries::id).toList();
  }

  private static VlanId id(HostView.Vlan vlan) {
    return new VlanId(vlan.tpid(), vlan.vid());
  }
}
