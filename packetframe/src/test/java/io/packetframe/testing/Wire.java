package io.packetframe.testing;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

/** All frames of an interface of the test's own, sent and seen raw (packet(7)). */
public final class Wire implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int LONGEST = 65_536;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final Fd socket = new Fd(syscalls, syscalls.socket(AF_PACKET, SOCK_RAW, 0));
  private final ByteBuffer memory = NativeMemory.allocate(LONGEST);

  private Wire(int interfaceIndex) {
    // sll_family, sll_protocol (ETH_P_ALL, big-endian), sll_ifindex
    ByteBuffer address = NativeMemory.allocate(20);
    address.putShort(0, (short) AF_PACKET).put(2, (byte) 0).put(3, (byte) 3);
    address.putInt(4, interfaceIndex);
    int answer =
        NativeLibrary.getProcess()
            .getFunction("bind")
            .invokeInt(new Object[] {socket.number(), address, 20});
    if (answer != 0) {
      throw new IllegalStateException("bind: errno " + Native.getLastError());
    }
  }

  /** Opens one in the network namespace of the calling thread. */
  public static Wire on(int interfaceIndex) {
    return new Wire(interfaceIndex);
  }

  /** Sends a frame. */
  public void send(byte[] frame) {
    long sent = syscalls.send(socket.number(), NativeMemory.copyOf(frame), frame.length);
    if (sent != frame.length) {
      throw new IllegalStateException("send: " + sent);
    }
  }

  /** Waits for exactly that frame among all that pass; answers whether it came. */
  public boolean sees(byte[] frame, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      long length = syscalls.recv(socket.number(), memory, MSG_DONTWAIT);
      if (length < 0) {
        Thread.sleep(5);
      } else {
        byte[] came = new byte[(int) length];
        memory.get(0, came);
        if (Arrays.equals(came, frame)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    socket.close();
  }
}
