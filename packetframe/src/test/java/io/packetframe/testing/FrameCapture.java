package io.packetframe.testing;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * What an interface of the test's own receives, behind XDP and before any protocol (packet(7)). The
 * kernel takes the outer tag out of a received frame before it shows it; it tells it in
 * PACKET_AUXDATA, and here it is put back.
 */
public final class FrameCapture implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_AUXDATA = 8;
  private static final int PACKET_IGNORE_OUTGOING = 23;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int TP_STATUS_VLAN_VALID = 1 << 4;
  private static final int TP_STATUS_VLAN_TPID_VALID = 1 << 6;
  private static final short ETH_P_ALL = 0x0300;
  private static final int MSGHDR = 56;
  private static final int CMSGHDR = 16;
  private static final int CONTROL = 64;
  private static final int MACS = 12;
  private static final int LONGEST = 4096;
  private static final int ROOM = 8 << 20;

  private static final Function RECVMSG = NativeLibrary.getProcess().getFunction("recvmsg");

  private final Fd socket;
  private final ByteBuffer frame = NativeMemory.allocate(LONGEST);
  private final ByteBuffer control = NativeMemory.allocate(CONTROL);
  private final ByteBuffer vector = NativeMemory.allocate(16);
  private final ByteBuffer message = NativeMemory.allocate(MSGHDR);

  private FrameCapture(Fd socket) {
    this.socket = socket;
  }

  /** Opens one; frames are kept from here on. */
  public static FrameCapture on(int interfaceIndex) {
    Syscalls syscalls = LinuxSystem.syscalls();
    Fd socket = new Fd(syscalls, syscalls.socket(AF_PACKET, SOCK_RAW, 0));
    FrameCapture capture = new FrameCapture(socket);
    try {
      capture.option(SOL_SOCKET, SO_RCVBUFFORCE, ROOM);
      capture.option(SOL_PACKET, PACKET_AUXDATA, 1);
      capture.option(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
      ByteBuffer address = NativeMemory.allocate(20);
      address.putShort(0, (short) AF_PACKET).putShort(2, ETH_P_ALL).putInt(4, interfaceIndex);
      require("bind", syscalls.bind(socket.number(), address));
      return capture;
    } catch (RuntimeException e) {
      capture.close();
      throw e;
    }
  }

  private void option(int level, int name, int value) {
    ByteBuffer memory = NativeMemory.allocate(4).putInt(0, value);
    int answer =
        NativeLibrary.getProcess()
            .getFunction("setsockopt")
            .invokeInt(new Object[] {socket.number(), level, name, memory, 4});
    require("setsockopt " + level + " " + name, answer == 0 ? 0 : -Native.getLastError());
  }

  private static void require(String what, long answer) {
    if (answer < 0) {
      throw new IllegalStateException(what + ": errno " + -answer);
    }
  }

  /** Returns the frames that came since the last time, in order; waits for none. */
  public List<byte[]> take() {
    List<byte[]> frames = new ArrayList<>();
    while (true) {
      int length = receive();
      if (length < 0) {
        return frames;
      }
      byte[] bytes = new byte[length];
      frame.get(0, bytes);
      frames.add(withTag(bytes));
    }
  }

  /**
   * Returns how many frames found no room since this was last asked (struct tpacket_stats: u32
   * tp_packets, u32 tp_drops).
   */
  public int missed() {
    ByteBuffer statistics = NativeMemory.allocate(8);
    ByteBuffer length = NativeMemory.allocate(4).putInt(0, 8);
    int answer =
        NativeLibrary.getProcess()
            .getFunction("getsockopt")
            .invokeInt(
                new Object[] {socket.number(), SOL_PACKET, PACKET_STATISTICS, statistics, length});
    require("getsockopt PACKET_STATISTICS", answer == 0 ? 0 : -Native.getLastError());
    return statistics.getInt(4);
  }

  private int receive() {
    try {
      prepare();
      Pointer header = new Pointer(NativeMemory.address(message));
      return RECVMSG.invokeInt(new Object[] {socket.number(), header, MSG_DONTWAIT});
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Both structures are written by the kernel, too. */
  private void prepare() {
    vector.putLong(0, NativeMemory.address(frame)).putLong(8, LONGEST);
    message.putLong(0, 0).putInt(8, 0);
    message.putLong(16, NativeMemory.address(vector)).putLong(24, 1);
    message.putLong(32, NativeMemory.address(control)).putLong(40, CONTROL).putInt(48, 0);
  }

  private byte[] withTag(byte[] bytes) {
    boolean told =
        message.getLong(40) >= CMSGHDR + 20
            && control.getInt(8) == SOL_PACKET
            && control.getInt(12) == PACKET_AUXDATA;
    if (!told) {
      throw new IllegalStateException("recvmsg: no PACKET_AUXDATA");
    }
    int status = control.getInt(CMSGHDR);
    if ((status & TP_STATUS_VLAN_VALID) == 0) {
      return bytes;
    }
    short tci = control.getShort(CMSGHDR + 16);
    boolean named = (status & TP_STATUS_VLAN_TPID_VALID) != 0;
    short tpid = named ? control.getShort(CMSGHDR + 18) : (short) 0x8100;
    ByteBuffer whole = ByteBuffer.allocate(bytes.length + 4).order(ByteOrder.BIG_ENDIAN);
    whole.put(bytes, 0, MACS).putShort(tpid).putShort(tci);
    return whole.put(bytes, MACS, bytes.length - MACS).array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
