package io.packetframe.monitor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.FrameCapture;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.TestLink;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Our filters in Linux's machine for them (SO_ATTACH_FILTER), frame by frame. */
@KernelTest
class FiltersOnThisKernelTest {
  private static final int PROGRAMS = 60;
  private static final int FRAMES = 6;
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_TRUNC = 0x20;
  private static final short ETH_P_ALL = 0x0300;
  private static final long NOTHING_TO_READ = -11;

  private static final List<String> PACKETS =
      List.of(
          "udp 10.0.0.1:5 > 192.0.2.9:53 len 32",
          "tcp 10.0.0.1:5 > 192.0.2.9:80 syn",
          "icmp 10.0.0.1 > 192.0.2.9",
          "udp [2001:db8::1]:5 > [2001:db8::2]:53 len 700",
          "icmp 2001:db8::1 > 2001:db8::2",
          "tcp [2001:db8::1]:5 > [2001:db8::2]:80 syn",
          "arp 10.0.0.2 > 10.0.0.1");

  private final Syscalls syscalls = LinuxSystem.syscalls();

  /** What the kernel took of a frame; 0 is that the filter refused it. */
  @FunctionalInterface
  private interface Machine {
    long run(FilterProgram program, byte[] frame) throws Exception;
  }

  @Test
  void drawnProgramsTakeTheSameOfDrawnFrames() throws Exception {
    onVeth(
        machine -> {
          SplittableRandom random = new SplittableRandom(1993);
          int taken = 0;
          int refused = 0;
          for (int i = 0; i < PROGRAMS; i++) {
            FilterProgram program = DrawnPrograms.program(random);
            for (int j = 0; j < FRAMES; j++) {
              byte[] frame = DrawnPrograms.frame(random, 20);
              // To nobody, of a type for experiments: the kernel answers none of them.
              frame[0] = 0x02;
              frame[12] = (byte) 0x88;
              frame[13] = (byte) 0xb5;
              long ours = assertSame(machine, program, frame);
              taken += ours == 0 ? 0 : 1;
              refused += ours == 0 ? 1 : 0;
            }
          }
          assertThat(taken).isGreaterThan(PROGRAMS / 3);
          assertThat(refused).isGreaterThan(PROGRAMS / 3);
        });
  }

  @Test
  void protocolFiltersTakeTheirFrames() throws Exception {
    onVeth(
        machine -> {
          for (Protocol protocol : Protocol.values()) {
            FilterProgram program = ProtocolFilter.of(new DataLink.Ethernet(), protocol, 50);
            for (String packet : PACKETS) {
              byte[] frame = PacketText.parse(packet, Macs.ANY).bytes();
              boolean isOne =
                  switch (protocol) {
                    case ALL -> true;
                    case IPV4 -> packet.contains("192.0.2.9");
                    case IPV6 -> packet.contains("2001:");
                    case TCP, UDP, ICMP ->
                        packet.startsWith(protocol.name().toLowerCase(Locale.ROOT));
                  };
              assertThat(assertSame(machine, program, frame))
                  .as(protocol + " " + packet)
                  .isEqualTo(isOne ? Math.min(50, frame.length) : 0);
            }
          }
        });
  }

  private static long assertSame(Machine machine, FilterProgram program, byte[] frame)
      throws Exception {
    long ours = Math.min(frame.length, Interpreter.run(program, frame, frame.length));
    assertThat(machine.run(program, frame)).as(program.toDecimal()).isEqualTo(ours);
    return ours;
  }

  /** Work with a machine. */
  @FunctionalInterface
  private interface Work {
    void with(Machine machine) throws Exception;
  }

  private void onVeth(Work work) throws Exception {
    try (TestLink veth = TestLink.veth().up();
        FrameSender sender = FrameSender.on(veth.peerIndex());
        // Sockets are served last come first: what this one has, the filtered one has seen.
        FrameCapture all = FrameCapture.on(veth.index());
        Fd filtered = new Fd(syscalls, syscalls.socket(AF_PACKET, SOCK_RAW, 0))) {
      attach(filtered, ProtocolFilter.of(new DataLink.Raw(), Protocol.ALL, 1));
      ByteBuffer address = NativeMemory.allocate(20);
      address.putShort(0, (short) AF_PACKET).putShort(2, ETH_P_ALL).putInt(4, veth.index());
      assertThat(syscalls.bind(filtered.number(), address)).isZero();
      work.with(
          (program, frame) -> {
            attach(filtered, program);
            sender.send(frame);
            awaitOne(all);
            return received(filtered);
          });
    }
  }

  /** struct sock_fprog: u16 len, padding, a pointer. */
  private static void attach(Fd socket, FilterProgram program) {
    ByteBuffer instructions = program.toMemory();
    ByteBuffer argument = NativeMemory.allocate(16);
    argument.putShort(0, (short) program.instructions().size());
    argument.putLong(8, NativeMemory.address(instructions));
    try {
      int answer =
          NativeLibrary.getProcess()
              .getFunction("setsockopt")
              .invokeInt(
                  new Object[] {socket.number(), SOL_SOCKET, SO_ATTACH_FILTER, argument, 16});
      assertThat(answer == 0 ? 0 : Native.getLastError())
          .as("SO_ATTACH_FILTER of %s", program.toDecimal())
          .isZero();
    } finally {
      Reference.reachabilityFence(instructions);
    }
  }

  private static void awaitOne(FrameCapture all) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (all.take().isEmpty()) {
      assertThat(System.nanoTime()).as("the frame does not arrive").isLessThan(end);
      Thread.sleep(1);
    }
  }

  private long received(Fd filtered) {
    ByteBuffer memory = NativeMemory.allocate(2048);
    long length = syscalls.recv(filtered.number(), memory, MSG_DONTWAIT | MSG_TRUNC);
    return length == NOTHING_TO_READ ? 0 : length;
  }
}
