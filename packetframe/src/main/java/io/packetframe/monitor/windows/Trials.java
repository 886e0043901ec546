package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Support;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfCommand;
import io.packetframe.sys.windows.EbpfErrno;
import io.packetframe.sys.windows.EbpfMapType;
import io.packetframe.sys.windows.EbpfProgramType;
import io.packetframe.sys.windows.TestSigning;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What works of eBPF for Windows, by trying it. */
final class Trials {
  private static final String IMAGES = "native images of a caller";
  private static final String COMPILED = "programs compiled on this host";

  /** Returns 0: r0 = 0, exit. */
  private static final long[] SMALLEST_PROGRAM = {0xb7, 0x95};

  private Trials() {}

  static List<Support> all(WindowsMonitors.Opening opening, Supplier<TestSigning> testSigning) {
    List<Support> all = new ArrayList<>();
    try {
      EbpfApi api = opening.library();
      all.add(images(api, testSigning));
      all.add(compiled(api));
    } catch (PacketFrameException e) {
      all.add(new Support(IMAGES, false, e.getMessage()));
      all.add(new Support(COMPILED, false, e.getMessage()));
    }
    all.add(new Support("cpu", false, WindowsMonitors.NO_TASKS));
    all.add(new Support("network", false, WindowsMonitors.NO_FRAMES));
    all.add(new Support("memory", false, WindowsMonitors.NO_ALLOCATIONS));
    all.add(new Support("security", false, WindowsMonitors.NO_SECURITY));
    return all;
  }

  private static Support images(EbpfApi api, Supplier<TestSigning> testSigning) {
    int map =
        api.bpf(
            EbpfCommand.MAP_CREATE,
            EbpfAttributes.mapCreate(EbpfMapType.ARRAY, Integer.BYTES, Long.BYTES, 1));
    if (map <= 0) {
      return new Support(
          IMAGES, false, "the driver makes no map: " + word(map) + "; " + signing(testSigning));
    }
    close(api, map);
    int cpus = api.possibleCpus();
    if (cpus <= 0) {
      return new Support(IMAGES, false, "the driver names no processors: " + word(cpus));
    }
    return new Support(
        IMAGES,
        true,
        "the driver makes maps, for "
            + cpus
            + " processors; whether Windows takes an image's signature shows when it is loaded");
  }

  private static String signing(Supplier<TestSigning> testSigning) {
    String released = "its releases are signed for tests, and this Windows ";
    return switch (testSigning.get()) {
      case ON -> released + "takes such drivers";
      case OFF -> released + "takes no such drivers (bcdedit /set testsigning on)";
      case UNKNOWN -> released + "does not say whether it takes such drivers";
    };
  }

  /** Needs its service, which releases may leave out. */
  private static Support compiled(EbpfApi api) {
    ByteBuffer instructions =
        EbpfAttributes.memory(SMALLEST_PROGRAM.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    instructions.asLongBuffer().put(SMALLEST_PROGRAM);
    ByteBuffer license = EbpfAttributes.memory(1);
    int program =
        api.bpf(
            EbpfCommand.PROG_LOAD,
            EbpfAttributes.programLoad(EbpfProgramType.BIND, instructions, license));
    if (program <= 0) {
      return new Support(COMPILED, false, "two instructions are refused: " + word(program));
    }
    close(api, program);
    return new Support(COMPILED, true, "a program of two instructions loads");
  }

  /** 0 is no descriptor, and no failure that has a name. */
  private static String word(int answer) {
    return answer < 0 ? EbpfErrno.text(answer) : "answer " + answer;
  }

  private static void close(EbpfApi api, int fd) {
    // There is no second way to let go of it.
    int _ = api.closeFd(fd);
  }
}
