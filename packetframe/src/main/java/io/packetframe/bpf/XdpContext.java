package io.packetframe.bpf;

import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;

/**
 * What surrounds the packet of an XDP test run ({@code struct xdp_md}, from Linux 5.15).
 *
 * @param metadataSize how many of the first bytes of the packet are metadata and not packet: a
 *     multiple of 4, up to 32 on older kernels
 * @param ingressInterface the index of the interface that it seems to come from; 0 for loopback
 * @param rxQueue the queue of that interface
 */
public record XdpContext(int metadataSize, int ingressInterface, int rxQueue)
    implements TestContext {
  static final int SIZE = 24;

  public XdpContext {
    if (metadataSize < 0 || ingressInterface < 0 || rxQueue < 0) {
      throw new IllegalArgumentException("an XDP context with a negative number");
    }
  }

  /** For a packet of that many bytes, metadata included. The egress interface has to be 0. */
  ByteBuffer encode(int length) {
    ByteBuffer memory = NativeMemory.allocate(SIZE);
    memory.putInt(0, metadataSize);
    memory.putInt(4, length);
    memory.putInt(12, ingressInterface);
    memory.putInt(16, rxQueue);
    return memory;
  }

  static XdpContext decode(ByteBuffer memory) {
    return new XdpContext(memory.getInt(0), memory.getInt(12), memory.getInt(16));
  }
}
