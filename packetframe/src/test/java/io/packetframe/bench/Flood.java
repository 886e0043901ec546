package io.packetframe.bench;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.XdpContext;
import io.packetframe.elf.ObjectFile;
import io.packetframe.oracle.LibbpfBench;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Frames of 60 bytes out of a router's {@code source}, as fast as one processor makes, forwards and
 * receives them: live frames of BPF_PROG_TEST_RUN (Linux 5.18). All of it happens in the calling
 * thread, or in the processor's ksoftirqd.
 */
final class Flood implements AutoCloseable {
  /**
   * What became of a flood.
   *
   * @param sent frames
   * @param arrived frames, at the router's {@code sink}
   * @param nanos time that the processor took for it
   */
  record Result(long sent, long arrived, long nanos) {
    double nanosEach() {
      return (double) nanos / arrived;
    }
  }

  private static final String PACKET = "udp 192.0.2.1:1024 > 198.18.0.9:53 len 18";
  private static final int CHECKSUM = 24;

  private final BpfObject object;
  private final byte[] packet;

  private Flood(BpfObject object, byte[] packet) {
    this.object = object;
    this.packet = packet;
  }

  /**
   * Makes one, of any network namespace.
   *
   * @param flows a power of two
   */
  static Flood of(int flows) throws Exception {
    byte[] packet =
        PacketText.parse(PACKET, new Macs(BenchRouter.IN_MAC, BenchRouter.SOURCE_MAC)).bytes();
    int checksum =
        Byte.toUnsignedInt(packet[CHECKSUM]) | Byte.toUnsignedInt(packet[CHECKSUM + 1]) << 8;
    LoadOptions options =
        LoadOptions.defaults()
            .set("flow_mask", flows - 1)
            .set("checksum", checksum)
            .set("macs", Arrays.copyOf(packet, 12));
    Path compiled = LibbpfBench.compiled("flood");
    return new Flood(
        BpfObject.load(
            LinuxSystem.syscalls(), ObjectFile.parse(Files.readAllBytes(compiled)), options),
        packet);
  }

  /** Sends so many in the network namespace of this thread. */
  Result send(int frames) throws BpfException, IOException {
    TestRun run =
        TestRun.of(packet)
            .with(new XdpContext(0, Links.index(BenchRouter.SOURCE), 0))
            .repeated(frames)
            .withLiveFrames();
    long arrived = arrived();
    long nanos = processorTime();
    object.program("flood").testRun(run);
    return new Result(frames, arrived() - arrived, processorTime() - nanos);
  }

  /** The second number of a device's line. */
  private static long arrived() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/thread-self/net/dev"))) {
      List<String> words = List.of(line.strip().split("[: ]+", -1));
      if (words.getFirst().equals(BenchRouter.SINK)) {
        return Long.parseLong(words.get(2));
      }
    }
    throw new IOException("no " + BenchRouter.SINK);
  }

  private static long processorTime() throws IOException {
    return runTime(Path.of("/proc/thread-self/schedstat")) + runTime(OneProcessor.softirqs());
  }

  private static long runTime(Path schedstat) throws IOException {
    return Long.parseLong(Files.readString(schedstat).split(" ", -1)[0]);
  }

  @Override
  public void close() {
    object.close();
  }
}
