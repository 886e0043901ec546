package io.packetframe.fastpath;

import io.packetframe.net.VlanId;
import java.nio.ByteBuffer;
import java.util.Map;

/** The entries of INGRESS and VLAN_RESOLVE in {@code struct shortcuts}. */
final class KnownDevices {
  private static final int INGRESS_SIZE = 24;
  private static final int INGRESS_DEVICE = 20;

  /** 32 less the log2 of their number, 512. */
  private static final int INGRESS_SHIFT = 23;

  private static final int VLAN_SIZE = 40;
  private static final int VLANS = 256;
  private static final int CROWDED = 4;
  private static final int EGRESS = 8;

  private final ByteBuffer memory;

  KnownDevices(ByteBuffer memory) {
    this.memory = memory;
  }

  void ingress(Map<IngressKey, Integer> entries) {
    for (Map.Entry<IngressKey, Integer> entry : entries.entrySet()) {
      IngressKey key = entry.getKey();
      int at = Shortcuts.INGRESS + place(key) * INGRESS_SIZE;
      if (key.mac().isPresent() && memory.getInt(at + INGRESS_DEVICE) == 0) {
        IngressKey.CODEC.encode(key, memory, at);
        memory.putInt(at + INGRESS_DEVICE, entry.getValue());
      }
    }
  }

  /** As in shortcuts.h. */
  static int place(IngressKey key) {
    int sum = key.port();
    int weight = 1;
    for (VlanId tag : key.tags()) {
      sum += (tag.tpid() << 16 | tag.vid()) * weight;
      weight = 3;
    }
    return ListedNetworks.spread(sum) >>> INGRESS_SHIFT;
  }

  void vlan(int device, VlanEgress egress) {
    int at = Shortcuts.VLANS + (device & (VLANS - 1)) * VLAN_SIZE;
    if (memory.getInt(at) != 0) {
      memory.putInt(at + CROWDED, 1);
      return;
    }
    memory.putInt(at, device);
    VlanEgress.CODEC.encode(egress, memory, at + EGRESS);
  }
}
