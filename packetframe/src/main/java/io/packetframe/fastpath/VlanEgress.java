package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import io.packetframe.net.VlanId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Value of {@code VLAN_RESOLVE}: the way from a VLAN device or bridge that routes lead to down to
 * the port that sends.
 *
 * @param port ifindex of the redirect target
 * @param tags the tags to write, the outermost first, at most two
 * @param l3Mtu the smallest MTU of the devices above the port, bytes
 * @param longestFrame what a redirect to the port takes, bytes
 * @param sendsFragments whether the port sends frames in several buffers
 */
public record VlanEgress(
    int port, List<EgressTag> tags, int l3Mtu, int longestFrame, boolean sendsFragments) {
  /** {@code struct vlan_egress}, 32 bytes. */
  public static final Codec<VlanEgress> CODEC = new ValueCodec();

  /** Copies the tags. */
  public VlanEgress {
    tags = List.copyOf(tags);
    if (tags.size() > Tags.MAX) {
      throw new IllegalArgumentException("tags: at most " + Tags.MAX);
    }
  }

  private record ValueCodec() implements Codec<VlanEgress> {
    private static final int TAGS = 4;
    private static final int PRIORITIES = 12;
    private static final int L3_MTU = 20;
    private static final int LONGEST_FRAME = 24;
    private static final int FLAGS = 28;

    @Override
    public int size() {
      return 32;
    }

    @Override
    public void encode(VlanEgress value, ByteBuffer memory, int offset) {
      memory.putInt(offset, value.port);
      Tags.encode(value.tags.stream().map(EgressTag::vlan).toList(), memory, offset + TAGS);
      for (int i = 0; i < Tags.MAX; i++) {
        Priorities priorities =
            i < value.tags.size() ? value.tags.get(i).priorities() : Priorities.KEPT;
        memory.putInt(offset + PRIORITIES + i * Integer.BYTES, priorities.nibbles());
      }
      memory.putInt(offset + L3_MTU, value.l3Mtu);
      memory.putInt(offset + LONGEST_FRAME, value.longestFrame);
      memory.putInt(offset + FLAGS, EgressPort.flags(value.sendsFragments));
    }

    @Override
    public VlanEgress decode(ByteBuffer memory, int offset) {
      List<EgressTag> tags = new ArrayList<>();
      for (VlanId vlan : Tags.decode(memory, offset + TAGS)) {
        int at = offset + PRIORITIES + tags.size() * Integer.BYTES;
        tags.add(new EgressTag(vlan, new Priorities(memory.getInt(at))));
      }
      return new VlanEgress(
          memory.getInt(offset),
          tags,
          memory.getInt(offset + L3_MTU),
          memory.getInt(offset + LONGEST_FRAME),
          EgressPort.sendsFragments(memory.getInt(offset + FLAGS)));
    }
  }
}
