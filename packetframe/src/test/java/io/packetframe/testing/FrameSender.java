package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** Sends frames out of an interface of the test's own (packet(7)). */
public final class FrameSender implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int LENGTH = 60;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Fd socket = new Fd(syscalls, syscalls.socket(AF_PACKET, SOCK_RAW, 0));

  /** Broadcasts of an Ethernet type for experiments (IEEE 802, 88b5). */
  private final ByteBuffer frame =
      NativeMemory.allocate(LENGTH).putLong(0, -1).put(12, (byte) 0x88).put(13, (byte) 0xb5);

  private FrameSender(int interfaceIndex) {
    ByteBuffer address = NativeMemory.allocate(20);
    address.putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
    int answer =
        NativeLibrary.getProcess()
            .getFunction("bind")
            .invokeInt(new Object[] {socket.number(), address, 20});
    if (answer != 0) {
      throw new IllegalStateException("bind: errno " + Native.getLastError());
    }
  }

  /** Opens one. */
  public static FrameSender on(int interfaceIndex) {
    return new FrameSender(interfaceIndex);
  }

  /** Sends so many frames, each taken by the kernel. */
  public void send(int count) {
    for (int i = 0; i < count; i++) {
      long sent = syscalls.send(socket.number(), frame, LENGTH);
      if (sent != LENGTH) {
        throw new IllegalStateException("send: " + sent);
      }
    }
  }

  /** Sends a frame as it is; the kernel takes it whole or not at all. */
  public void send(byte[] bytes) {
    long sent = syscalls.send(socket.number(), NativeMemory.copyOf(bytes), bytes.length);
    if (sent != bytes.length) {
      throw new IllegalStateException("send: " + sent);
    }
  }

  /** Sends the first bytes of memory outside the heap, for who sends many frames. */
  public void send(ByteBuffer memory, int length) {
    long sent = syscalls.send(socket.number(), memory, length);
    if (sent != length) {
      throw new IllegalStateException("send: " + sent);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
