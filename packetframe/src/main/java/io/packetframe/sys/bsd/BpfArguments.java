package io.packetframe.sys.bsd;

import io.packetframe.sys.bsd.BpfRequest.Argument;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The structs that requests point to; zeroed, in native byte order, outside the heap. */
public final class BpfArguments {
  private static final int IFNAMSIZ = 16;
  private static final int PROGRAM_POINTER = 8;

  private BpfArguments() {}

  /** Returns memory. */
  public static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** Returns an unsigned int. */
  public static ByteBuffer number(int value) {
    return memory(Integer.BYTES).putInt(0, value);
  }

  /**
   * Returns struct ifreq with a name.
   *
   * @throws IllegalArgumentException if the name is longer than 15 bytes
   */
  public static ByteBuffer ifreq(BpfAbi abi, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= IFNAMSIZ) {
      throw new IllegalArgumentException("the name of an interface has at most 15 bytes: " + name);
    }
    return memory(abi.sizeOf(Argument.IFREQ)).put(0, bytes);
  }

  /**
   * Returns struct bpf_program. It holds a bare address: the instructions stay reachable until the
   * kernel has returned.
   *
   * @param count of instructions
   */
  public static ByteBuffer program(BpfAbi abi, ByteBuffer instructions, int count) {
    long address = MemorySegment.ofBuffer(instructions.duplicate().clear()).address();
    return memory(abi.sizeOf(Argument.PROGRAM)).putInt(0, count).putLong(PROGRAM_POINTER, address);
  }

  /** Returns room for struct bpf_stat. */
  public static ByteBuffer statistics(BpfAbi abi) {
    return memory(abi.sizeOf(Argument.STATISTICS));
  }
}
