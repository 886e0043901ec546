package io.packetframe.bpf;

import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What surrounds the packet of a test run of a program that sees a {@code struct __sk_buff}
 * (uapi/linux/bpf.h; Linux 5.2, commit b0b9395d865e): the fields that the kernel lets a test set.
 *
 * @param mark skb->mark
 * @param priority skb->priority
 * @param ingressInterface skb->skb_iif, an index; 0 for none
 * @param interfaceIndex skb->dev, an index; 0 for loopback
 * @param controlBlock the five numbers of cb
 * @param timestamp skb->tstamp, nanoseconds
 * @param wireLength bytes, at least those of the packet; 0 lets the kernel fill it in
 * @param segments gso_segs
 * @param segmentSize gso_size, bytes (settable since Linux 5.7)
 */
public record SkbContext(
    int mark,
    int priority,
    int ingressInterface,
    int interfaceIndex,
    List<Integer> controlBlock,
    long timestamp,
    int wireLength,
    int segments,
    int segmentSize)
    implements TestContext {
  /** Up to and with hwtstamp; what a kernel does not know is zero here, and it accepts that. */
  static final int SIZE = 192;

  private static final int CONTROL_BLOCK = 5;

  public SkbContext {
    controlBlock = List.copyOf(controlBlock);
    if (controlBlock.size() != CONTROL_BLOCK) {
      throw new IllegalArgumentException("a control block of " + controlBlock.size() + " numbers");
    }
    if (ingressInterface < 0
        || interfaceIndex < 0
        || wireLength < 0
        || segments < 0
        || segmentSize < 0) {
      throw new IllegalArgumentException("an skb context with a negative number");
    }
  }

  /** Makes one that is all zeroes but its mark and priority. */
  public static SkbContext of(int mark, int priority) {
    return new SkbContext(mark, priority, 0, 0, List.of(0, 0, 0, 0, 0), 0, 0, 0, 0);
  }

  ByteBuffer encode() {
    ByteBuffer memory = NativeMemory.allocate(SIZE);
    memory.putInt(8, mark);
    memory.putInt(32, priority);
    memory.putInt(36, ingressInterface);
    memory.putInt(40, interfaceIndex);
    for (int i = 0; i < CONTROL_BLOCK; i++) {
      memory.putInt(48 + 4 * i, controlBlock.get(i));
    }
    memory.putLong(152, timestamp);
    memory.putInt(160, wireLength);
    memory.putInt(164, segments);
    memory.putInt(176, segmentSize);
    return memory;
  }

  static SkbContext decode(ByteBuffer memory) {
    List<Integer> controlBlock = new ArrayList<>();
    for (int i = 0; i < CONTROL_BLOCK; i++) {
      controlBlock.add(memory.getInt(48 + 4 * i));
    }
    return new SkbContext(
        memory.getInt(8),
        memory.getInt(32),
        memory.getInt(36),
        memory.getInt(40),
        controlBlock,
        memory.getLong(152),
        memory.getInt(160),
        memory.getInt(164),
        memory.getInt(176));
  }
}
