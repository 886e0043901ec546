package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/**
 * Sends IPv4 frames as a stack sends its own where the device has offloads: the checksum of UDP or
 * TCP is that of the pseudo header, and a mark says where hardware is to put the whole one
 * (CHECKSUM_PARTIAL; packet(7), PACKET_VNET_HDR, with {@code struct virtio_net_hdr} of
 * include/uapi/linux/virtio_net.h).
 */
public final class ChecksumLessSender implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_VNET_HDR = 15;
  private static final int NEEDS_CSUM = 1;
  private static final int MARK = 10;
  private static final int L3 = 14;
  private static final int L4 = L3 + 20;
  private static final int TCP = 6;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Fd socket = new Fd(syscalls, syscalls.socket(AF_PACKET, SOCK_RAW, 0));

  private ChecksumLessSender(int interfaceIndex) {
    ByteBuffer on = NativeMemory.allocate(4).putInt(0, 1);
    require("setsockopt", socket.number(), SOL_PACKET, PACKET_VNET_HDR, on, 4);
    ByteBuffer address = NativeMemory.allocate(20);
    address.putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
    require("bind", socket.number(), address, 20);
  }

  /** Opens one in the network namespace of the calling thread. */
  public static ChecksumLessSender on(int interfaceIndex) {
    return new ChecksumLessSender(interfaceIndex);
  }

  private static void require(String function, Object... arguments) {
    if (NativeLibrary.getProcess().getFunction(function).invokeInt(arguments) != 0) {
      throw new IllegalStateException(function + ": errno " + Native.getLastError());
    }
  }

  /** Sends a frame without tags and options, whatever checksum it has. */
  public void send(byte[] frame) {
    int field = frame[L3 + 9] == TCP ? 16 : 6;
    ByteBuffer memory = NativeMemory.allocate(MARK + frame.length);
    memory.put(0, (byte) NEEDS_CSUM).putShort(6, (short) L4).putShort(8, (short) field);
    memory.put(MARK, frame);
    int sum = pseudoHeader(frame);
    memory.put(MARK + L4 + field, (byte) (sum >>> Byte.SIZE));
    memory.put(MARK + L4 + field + 1, (byte) sum);
    long sent = syscalls.send(socket.number(), memory, MARK + frame.length);
    if (sent != MARK + frame.length) {
      throw new IllegalStateException("send: " + sent);
    }
  }

  private static int pseudoHeader(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    int sum = frame[L3 + 9] + frame.length - L4;
    for (int at = L3 + 12; at < L4; at += 2) {
      sum += Short.toUnsignedInt(bytes.getShort(at));
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return (sum & 0xffff) + (sum >>> 16);
  }

  @Override
  public void close() {
    socket.close();
  }
}
