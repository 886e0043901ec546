package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.filter.FilterProgram;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.BpfArguments;
import io.packetframe.sys.bsd.BpfDirections;
import io.packetframe.sys.bsd.BpfRequest;
import io.packetframe.sys.bsd.BpfStatistics;
import io.packetframe.sys.bsd.BsdCalls;
import io.packetframe.sys.bsd.BsdErrno;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An open device of bpf(4). Not safe for use by several threads. */
final class BpfDevice implements AutoCloseable {
  /** What we ask for; a kernel that allows less takes less, and says so. */
  private static final int BUFFER = 512 * 1024;

  private static final int VERSION_1_1_OFFSET = 2;

  /** More buffers than this at once are traffic faster than we read: the rest stays for later. */
  private static final int MOST_READS = 64;

  private final BsdCalls calls;
  private final BpfAbi abi;
  private final int fd;
  private ByteBuffer buffer = BpfArguments.memory(0);

  private BpfDevice(BsdCalls calls, BpfAbi abi, int fd) {
    this.calls = calls;
    this.abi = abi;
    this.fd = fd;
  }

  /**
   * Opens one that nobody uses and sees whether it speaks the filters that we write.
   *
   * @throws PacketFrameException with the system's word
   */
  static BpfDevice open(BsdCalls calls, BpfAbi abi) throws PacketFrameException {
    BpfDevice device = new BpfDevice(calls, abi, BpfPath.open(calls, abi));
    try {
      ByteBuffer version = BpfArguments.number(0);
      device.ask(BpfRequest.BIOCVERSION, version);
      int major = version.getShort(0);
      int minor = version.getShort(VERSION_1_1_OFFSET);
      if (major != 1 || minor < 1) {
        throw new PacketFrameException(
            "bpf(4) speaks filters of version " + major + "." + minor + ", not 1.1");
      }
      return device;
    } catch (PacketFrameException e) {
      device.close();
      throw e;
    }
  }

  /** Binds it to an interface. The length of the buffer can be said before that alone. */
  void bind(InterfaceName name) throws PacketFrameException {
    ask(BpfRequest.BIOCSBLEN, BpfArguments.number(BUFFER));
    long answer = call(BpfRequest.BIOCSETIF, BpfArguments.ifreq(abi, name.text()));
    if (BsdErrno.ENXIO.isAnswer(answer)) {
      throw new PacketFrameException("interface " + name + " is not there");
    }
    require(BpfRequest.BIOCSETIF + " " + name, answer);
    ByteBuffer length = BpfArguments.number(0);
    ask(BpfRequest.BIOCGBLEN, length);
    buffer = BpfArguments.memory(length.getInt(0));
  }

  /** Returns the kind of link layer, a DLT_*, of the interface that it is bound to. */
  int dataLink() throws PacketFrameException {
    ByteBuffer number = BpfArguments.number(0);
    ask(BpfRequest.BIOCGDLT, number);
    return number.getInt(0);
  }

  /** Begins: what came in before, unfiltered, is dropped with the old filter. */
  void start(FilterProgram filter, BpfDirections.Seen seen) throws PacketFrameException {
    ask(BpfRequest.DIRECTION, BpfArguments.number(abi.directions().value(seen)));
    ByteBuffer instructions = filter.toMemory();
    try {
      ask(
          BpfRequest.BIOCSETF,
          BpfArguments.program(abi, instructions, filter.instructions().size()));
    } finally {
      Reference.reachabilityFence(instructions);
    }
    ask(BpfRequest.BIOCIMMEDIATE, BpfArguments.number(1));
  }

  /** Returns what was captured since the last time; waits for nothing. */
  List<CapturedFrame> take() throws PacketFrameException {
    List<CapturedFrame> frames = new ArrayList<>();
    for (int i = 0; i < MOST_READS; i++) {
      long length = calls.read(fd, buffer);
      if (length == 0 || BsdErrno.EAGAIN.isAnswer(length)) {
        break;
      }
      require("read of a bpf(4) device", length);
      frames.addAll(CapturedFrames.in(abi.records(), buffer.slice(0, (int) length)));
    }
    return frames;
  }

  BpfStatistics statistics() throws PacketFrameException {
    ByteBuffer memory = BpfArguments.statistics(abi);
    ask(BpfRequest.BIOCGSTATS, memory);
    return BpfStatistics.of(abi, memory);
  }

  private void ask(BpfRequest request, ByteBuffer argument) throws PacketFrameException {
    require(request.toString(), call(request, argument));
  }

  private long call(BpfRequest request, ByteBuffer argument) {
    return calls.ioctl(fd, abi.request(request).orElseThrow(), argument);
  }

  private static void require(String what, long answer) throws PacketFrameException {
    if (answer < 0) {
      throw new PacketFrameException(what + ": " + BsdErrno.text(answer));
    }
  }

  @Override
  public void close() {
    // The number is free whatever close answers: nothing to retry.
    long _ = calls.close(fd);
  }
}
