package io.packetframe.fastpath;

import io.packetframe.net.MacAddress;
import io.packetframe.packet.HostView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys and values of the data path's maps as bytes; {@link LayoutTest} holds them to the BTF. */
final class Entries {
  private static final List<Integer> SAME_PRIORITIES = List.of(0, 1, 2, 3, 4, 5, 6, 7);

  /** enum egress_flag: the port sends frames in several buffers. */
  static final int SENDS_FRAGMENTS = 1;

  private Entries() {}

  static byte[] config(boolean dryRun, int flags, int mssClamp, int version) {
    ByteBuffer value = buffer(8);
    value.put((byte) (dryRun ? 1 : 0)).put((byte) flags).putShort((short) mssClamp);
    return bytes(value.putInt(version));
  }

  /** What a frame for us looks like. */
  static byte[] ingressKey(int port, List<HostView.Vlan> vlans, MacAddress mac) {
    return bytes(ingressKey(port, vlans).put(mac.bytes()));
  }

  /** There is a device behind the port with these tags. */
  static byte[] knownKey(int port, List<HostView.Vlan> vlans) {
    return bytes(ingressKey(port, vlans).putShort(18, (short) 1));
  }

  private static ByteBuffer ingressKey(int port, List<HostView.Vlan> vlans) {
    ByteBuffer key = buffer(20).putInt(port);
    for (int i = 0; i < 2; i++) {
      tag(key, i < vlans.size() ? vlans.get(i) : null);
    }
    return key;
  }

  static byte[] vlanEgress(int port, HostView.Egress egress, int flags) {
    List<HostView.EgressTag> tags = egress.tags();
    ByteBuffer value = buffer(32).putInt(port);
    for (int i = 0; i < 2; i++) {
      tag(value, i < tags.size() ? tags.get(i).vlan() : null);
    }
    for (int i = 0; i < 2; i++) {
      value.putInt(nibbles(i < tags.size() ? tags.get(i).priorities() : SAME_PRIORITIES));
    }
    return bytes(value.putInt(egress.mtu()).putInt(egress.longestFrame()).putInt(flags));
  }

  static byte[] egressPort(int longestFrame, int flags) {
    return bytes(buffer(8).putInt(longestFrame).putInt(flags));
  }

  static byte[] mssClamp(int mss, int egress) {
    return bytes(buffer(8).putShort((short) mss).putShort((short) 0).putInt(egress));
  }

  static byte[] u16(int value) {
    return bytes(buffer(Short.BYTES).putShort((short) value));
  }

  static byte[] u32(int value) {
    return bytes(buffer(Integer.BYTES).putInt(value));
  }

  private static int nibbles(List<Integer> priorities) {
    int all = 0;
    for (int came = 0; came < priorities.size(); came++) {
      all |= priorities.get(came) << (4 * came);
    }
    return all;
  }

  private static void tag(ByteBuffer out, HostView.@Nullable Vlan vlan) {
    out.order(ByteOrder.BIG_ENDIAN);
    out.putShort((short) (vlan == null ? 0 : vlan.tpid()));
    out.putShort((short) (vlan == null ? 0 : vlan.vid()));
    out.order(ByteOrder.nativeOrder());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
