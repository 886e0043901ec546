package io.packetframe.bench;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.TestRun;
import io.packetframe.elf.ObjectFile;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.LinuxSystem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;

/** What the network monitor takes for a frame, beside a program that does nothing. */
final class FrameCost {
  private static final String MONITOR = "/io/packetframe/bpf/objects/monitor_net.bpf.o";
  private static final int REPEAT = 2_000_000;
  private static final Map<String, String> FRAMES =
      Map.of(
          "UDP", "udp 10.0.0.9:5 > 192.0.2.9:53",
          "UDP behind two tags", "udp 10.0.0.9:5 > 192.0.2.9:53 svlan 300 vlan 50");

  private FrameCost() {}

  static void print(int rounds) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "%n%d rounds of BPF_PROG_TEST_RUN by turns, %d times each; ns%n%n",
        rounds,
        REPEAT);
    try (BpfObject monitor =
            BpfObject.load(LinuxSystem.syscalls(), shipped(), LoadOptions.defaults());
        Program ingress = ReturnProgram.load("xdp", ReturnProgram.PASS);
        Program egress = ReturnProgram.load("tc", 0)) {
      for (Entry<String, String> frame : FRAMES.entrySet()) {
        byte[] bytes =
            PacketText.parse(frame.getValue(), new Macs(BenchRouter.IN_MAC, BenchRouter.SOURCE_MAC))
                .bytes();
        compare(frame.getKey() + " in", monitor.program("net_ingress"), ingress, bytes, rounds);
        compare(frame.getKey() + " out", monitor.program("net_egress"), egress, bytes, rounds);
      }
    }
  }

  private static ObjectSpec shipped() throws Exception {
    try (InputStream content =
        Objects.requireNonNull(FrameCost.class.getResourceAsStream(MONITOR), MONITOR)) {
      return ObjectFile.parse(content.readAllBytes());
    }
  }

  private static void compare(
      String frame, Program monitor, Program empty, byte[] bytes, int rounds) throws Exception {
    List<Double> nothing = new ArrayList<>();
    List<Double> counting = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      nothing.add((double) empty.testRun(TestRun.of(bytes).repeated(REPEAT)).nanos());
      counting.add((double) monitor.testRun(TestRun.of(bytes).repeated(REPEAT)).nanos());
    }
    MonitorBenchmark.row(frame + ", empty program", nothing);
    MonitorBenchmark.row(frame + ", monitor net", counting);
  }
}
