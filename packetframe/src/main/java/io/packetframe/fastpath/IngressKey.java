package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Key of {@code INGRESS}: what a frame must look like to be for this host. Its value is the ifindex
 * of the device that the kernel would receive the frame on.
 *
 * @param port ifindex of the device that the program is attached to
 * @param tags the tags of the frame without those of VID 0, the outermost first, at most two
 * @param mac the destination; empty for the one entry which says that the port has a device with
 *     these tags at all
 */
public record IngressKey(int port, List<VlanId> tags, Optional<MacAddress> mac) {
  /** {@code struct ingress_key}, 20 bytes. */
  public static final Codec<IngressKey> CODEC = new KeyCodec();

  /** Checks the port and copies the tags. */
  public IngressKey {
    tags = List.copyOf(tags);
    if (port < 1) {
      throw new IllegalArgumentException("port: an ifindex is at least 1, not " + port);
    }
    if (tags.size() > Tags.MAX) {
      throw new IllegalArgumentException("tags: at most " + Tags.MAX);
    }
  }

  private record KeyCodec() implements Codec<IngressKey> {
    private static final int TAGS = 4;
    private static final int MAC = 12;
    private static final int ANY_MAC = 18;

    @Override
    public int size() {
      return 20;
    }

    @Override
    public void encode(IngressKey key, ByteBuffer memory, int offset) {
      memory.putInt(offset, key.port);
      Tags.encode(key.tags, memory, offset + TAGS);
      memory.put(offset + MAC, key.mac.orElse(MacAddress.ZERO).bytes());
      memory.putShort(offset + ANY_MAC, (short) (key.mac.isPresent() ? 0 : 1));
    }

    @Override
    public IngressKey decode(ByteBuffer memory, int offset) {
      byte[] mac = new byte[MacAddress.BYTES];
      memory.get(offset + MAC, mac);
      boolean any = memory.getShort(offset + ANY_MAC) != 0;
      return new IngressKey(
          memory.getInt(offset),
          Tags.decode(memory, offset + TAGS),
          any ? Optional.empty() : Optional.of(MacAddress.at(mac, 0)));
    }
  }
}
