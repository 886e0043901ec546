package io.packetframe.image;

import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.host.linux.TransmitOffload;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateBpffs;
import io.packetframe.testing.PrivateNetwork;
import io.packetframe.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A router whose program is the shipped one: a network namespace with two ports, the pins on a BPF
 * file system of its own, and commands that run in there.
 */
final class LiveRouter implements AutoCloseable {
  private static final MacAddress WAN = new MacAddress(0x0200_0000_0001L);
  private static final MacAddress SENDER = new MacAddress(0x0200_0000_0099L);
  private static final MacAddress LAN = new MacAddress(0x0200_0000_0002L);
  private static final MacAddress NEXT = new MacAddress(0x0200_0000_0102L);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final ProgramSpec PASS =
      new ProgramSpec(
          "pf_peer",
          ProgramType.XDP,
          List.of(Instruction.move32(Instruction.R0, 2), Instruction.exit()),
          "GPL");

  private final Path folder;
  private final PrivateNetwork network;
  private final PrivateBpffs bpffs;
  private final Program pass;
  private final List<KernelLink> peers = new ArrayList<>();

  LiveRouter(Path temporary) throws Exception {
    folder = temporary.toRealPath();
    network = PrivateNetwork.open();
    bpffs = PrivateBpffs.over(Files.createDirectory(folder.resolve("bpf")));
    network.call(LiveRouter::cable);
    // A veth takes redirected frames only while its other end has a program of its own.
    pass = Program.load(LinuxSystem.syscalls(), PASS);
    for (String peer : List.of("wan0p", "lan0p")) {
      peers.add(network.call(() -> Xdp.attachByLink(pass, Links.index(peer), XdpMode.NATIVE)));
    }
  }

  private static boolean cable() throws Exception {
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    Links.up("lo");
    port("wan0", WAN, "10.0.0.1");
    port("lan0", LAN, "10.0.1.1");
    Links.neighbour("lan0", IpAddress.parse("10.0.1.2"), NEXT);
    for (String prefix : List.of("192.0.2.0/24", "198.51.100.0/24")) {
      Links.route(IpPrefix.parse(prefix), IpAddress.parse("10.0.1.2"));
    }
    return true;
  }

  private static void port(String name, MacAddress mac, String address) throws Exception {
    String peer = name + "p";
    Links.newVeth(name, peer);
    Links.up(peer, new MacAddress(mac.bits() | 0xf000));
    Links.up(name, mac);
    Links.address(name, IpAddress.parse(address), 24);
  }

  Path pins() {
    return bpffs.pin("pf").resolve("fast-path");
  }

  Path state() {
    return folder.resolve("state");
  }

  Path metrics() {
    return folder.resolve("packetframe.prom");
  }

  /** Writes the config with these directives of the module. */
  Path config(String settleTime, String... directives) throws IOException {
    return Files.writeString(
        folder.resolve("packetframe.conf"),
        """
        global
          bpffs-root %s
          state-dir %s
          metrics-textfile %s
          attach-settle-time %s
        module fast-path
          attach wan0 native
          attach lan0 auto
          %s
        """
            .formatted(
                pins().getParent(),
                state(),
                metrics(),
                settleTime,
                String.join("\n  ", directives)));
  }

  /** Starts the shipped program in the router, with /sys as its network namespace has it. */
  Running start(String... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "-m", "sh", "-c", "mount -t sysfs none /sys && exec \"$@\"", "sh"));
    command.add(Image.built().launcher().toString());
    command.addAll(List.of(args));
    Path out = Files.createTempFile(folder, args[0], ".out");
    Path err = Files.createTempFile(folder, args[0], ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    // A child is born into the network namespace of the thread that starts it.
    return new Running(network.call(builder::start), out, err);
  }

  /** Runs the shipped program in the router to its end. */
  Image.Outcome run(String... args) throws Exception {
    return start(args).end();
  }

  /** Sends a datagram in by wan0; tells whether it came out of lan0 as a router sends it on. */
  boolean forwardsTo(String destination) throws Exception {
    String datagram = "udp 192.0.9.1:1000 > " + destination + ":53 len 32 ";
    byte[] in = bytes(datagram, new Macs(WAN, SENDER));
    byte[] out = bytes(datagram + "ttl 63", new Macs(NEXT, LAN));
    return network.call(
        () -> {
          try (Wire near = Wire.on(Links.index("wan0p"));
              Wire far = Wire.on(Links.index("lan0p"))) {
            near.send(in);
            return far.sees(out, PATIENCE);
          }
        });
  }

  private static byte[] bytes(String frame, Macs macs) throws Exception {
    return PacketText.parse(frame, macs).bytes();
  }

  /** Runs a tool of this host in the router; answers its exit code. */
  int tool(String... command) throws Exception {
    return network.call(
        () ->
            new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor());
  }

  /** Gives a port another address. */
  void address(String port, String address) throws Exception {
    network.call(
        () -> {
          Links.address(port, IpAddress.parse(address), 24);
          return true;
        });
  }

  /** Tells whether the pinned map has that address among this host's own. */
  boolean knowsAsLocal(String address) throws Exception {
    try (BpfMap map = BpfMap.openPinned(LinuxSystem.syscalls(), pins().resolve("maps/LOCAL_V4"))) {
      MapView<byte[], Integer> view = map.view(Codecs.bytes(4), Codecs.U8);
      return view.lookup(Links.bytes(IpAddress.parse(address))).isPresent();
    }
  }

  /** Returns what is not as it was before the fast path came: one line each. */
  List<String> traces() throws Exception {
    List<String> traces = new ArrayList<>();
    for (String port : List.of("wan0", "lan0")) {
      AttachedXdp attached =
          network.call(() -> AttachedXdp.on(LinuxSystem.syscalls(), Links.index(port)));
      if (!(attached instanceof AttachedXdp.Free)) {
        traces.add(port + ": " + attached);
      }
      ReceiveVlanOffload offload =
          network
              .call(() -> ReceiveVlanOffload.read(LinuxSystem.syscalls(), port))
              .optional()
              .orElseThrow();
      // A veth has both on, and its peer all of what it leaves to hardware.
      if (offload.on().size() != offload.features().size()) {
        traces.add(port + ": " + offload);
      }
      TransmitOffload peers =
          network
              .call(() -> TransmitOffload.read(LinuxSystem.syscalls(), port + "p"))
              .optional()
              .orElseThrow();
      if (peers.on().size() != 4) {
        traces.add(port + "p: " + peers);
      }
    }
    for (Path place : List.of(pins(), state().resolve("attachments.json"))) {
      if (Files.exists(place)) {
        traces.add(place + " exists");
      }
    }
    return traces;
  }

  /** Tells whether something is pinned or recorded; empty folders are nothing. */
  boolean isHalfThere() throws IOException {
    if (Files.exists(state().resolve("attachments.json"))) {
      return true;
    }
    if (!Files.exists(pins())) {
      return false;
    }
    try (Stream<Path> all = Files.walk(pins())) {
      return all.anyMatch(path -> !Files.isDirectory(path));
    }
  }

  @Override
  public void close() throws IOException {
    peers.forEach(KernelLink::close);
    pass.close();
    network.close();
    bpffs.close();
    try (Stream<Path> left = Files.list(folder.resolve("bpf"))) {
      if (left.findAny().isPresent()) {
        throw new AssertionError("the mount is still there");
      }
    }
  }

  /** A command that runs. */
  record Running(Process process, Path out, Path err) implements AutoCloseable {
    /** Waits until it said that on its error stream. */
    void awaitWords(String words) throws Exception {
      await(() -> said().contains(words), words);
    }

    void await(Check check, String what) throws Exception {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (!check.holds()) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new AssertionError("waited in vain for " + what + ", it said: " + said());
        }
        Thread.sleep(1);
      }
    }

    String said() throws IOException {
      return Files.readString(err, StandardCharsets.UTF_8);
    }

    void signal(String name) throws Exception {
      Image.Outcome sent =
          Image.exec(java.util.Map.of(), "/bin/kill", "-" + name, Long.toString(process.pid()));
      if (sent.status() != 0) {
        throw new AssertionError(sent.stderr());
      }
    }

    Image.Outcome end() throws Exception {
      if (!process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end within a minute, it said: " + said());
      }
      return new Image.Outcome(process.exitValue(), Files.readString(out), said());
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Something to wait for. */
  interface Check {
    boolean holds() throws Exception;
  }
}
