package io.packetframe.fastpath;

import io.packetframe.net.VlanId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** {@code vlan_tag[2]}: TPID and VID as on the wire, zeros where there is no tag. */
final class Tags {
  /** The tags that the data path reads and writes. */
  static final int MAX = 2;

  private static final int BYTES = 4;

  private Tags() {}

  static void encode(List<VlanId> tags, ByteBuffer memory, int offset) {
    for (int i = 0; i < MAX; i++) {
      int at = offset + i * BYTES;
      int tag = i < tags.size() ? tags.get(i).tpid() << 16 | tags.get(i).vid() : 0;
      for (int b = 0; b < BYTES; b++) {
        memory.put(at + b, (byte) (tag >>> (24 - 8 * b)));
      }
    }
  }

  static List<VlanId> decode(ByteBuffer memory, int offset) {
    List<VlanId> tags = new ArrayList<>();
    for (int i = 0; i < MAX; i++) {
      int at = offset + i * BYTES;
      int tpid = Byte.toUnsignedInt(memory.get(at)) << 8 | Byte.toUnsignedInt(memory.get(at + 1));
      int vid =
          Byte.toUnsignedInt(memory.get(at + 2)) << 8 | Byte.toUnsignedInt(memory.get(at + 3));
      if (tpid != 0) {
        tags.add(new VlanId(tpid, vid));
      }
    }
    return tags;
  }
}
