package io.packetframe.fastpath;

import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.LogLevel;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.host.linux.TransmitOffload;
import io.packetframe.module.Journal;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateBpffs;
import io.packetframe.testing.PrivateNetwork;
import io.packetframe.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A router with ports, pins and wires of its own, on which the fast path can be run for real. */
final class LiveHost implements AutoCloseable {
  /** Out of {@code in-peer} and, where it is forwarded, out of the router by {@code out}. */
  static final String FRAME = "udp 192.0.9.1:1000 > 192.0.2.9:53 len 32 ";

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final PrivateNetwork network;
  private final PrivateBpffs bpffs;
  private final List<String> said = new ArrayList<>();

  LiveHost(Path folder) throws Exception {
    network = PrivateNetwork.open();
    bpffs = PrivateBpffs.over(Files.createDirectory(folder.resolve("bpf")));
    network.call(Router::new);
  }

  /** Runs work in the router's namespace. */
  <T> T call(java.util.concurrent.Callable<T> work) throws Exception {
    return network.call(work);
  }

  Path root() {
    return bpffs.pin("pf");
  }

  PinLayout layout() {
    return new PinLayout(root());
  }

  /** A config with our pins, and these directives of the module. */
  Config config(String... directives) {
    String text =
        "global\nbpffs-root "
            + root()
            + "\nattach-settle-time 0s\nmodule fast-path\n"
            + String.join("\n", directives)
            + "\n";
    return (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  FastPath fastPath(Syscalls syscalls, Optional<Stages> forced, String... directives)
      throws Exception {
    return new FastPath(
        syscalls, HostFiles.ofThisHost(), config(directives), FastPathForm.of(forced), journal());
  }

  /** What was said so far, with its level. */
  List<String> said() {
    return said;
  }

  Journal journal() {
    return new Journal() {
      @Override
      public void say(LogLevel level, String text) {
        said.add(level.text() + ": " + text);
      }

      @Override
      public void listenFrom(LogLevel level) {
        // All of it.
      }
    };
  }

  /** Sends the frame in; tells whether it came out as a router sends it on. */
  boolean forwards(String frame) throws Exception {
    return forwards(frame, "out-peer", Router.FROM_OUT);
  }

  /** The same for a frame that is to be seen at that device, from and to these MAC addresses. */
  boolean forwards(String frame, String device, String macs) throws Exception {
    byte[] in = bytes(frame);
    byte[] out = bytes(frame + "ttl 63" + macs);
    return network.call(
        () -> {
          try (Wire wire = Wire.on(Links.index("in-peer"));
              Wire far = Wire.on(Links.index(device))) {
            wire.send(in);
            return far.sees(out, PATIENCE);
          }
        });
  }

  private static byte[] bytes(String frame) throws Exception {
    return PacketText.parse(frame, new Macs(Router.IN_MAC, Router.SENDER_MAC)).bytes();
  }

  /** What XDP an interface runs. */
  AttachedXdp attached(String port) throws Exception {
    return network.call(() -> AttachedXdp.on(LinuxSystem.syscalls(), Links.index(port)));
  }

  /** What of tags and checksums is not in the frames that come by a port: its own, its peer's. */
  List<String> offloads(String port) throws Exception {
    Syscalls syscalls = LinuxSystem.syscalls();
    Reading<ReceiveVlanOffload> own = network.call(() -> ReceiveVlanOffload.read(syscalls, port));
    Reading<TransmitOffload> peers =
        network.call(() -> TransmitOffload.read(syscalls, port + "-peer"));
    List<String> on = new ArrayList<>(own.optional().orElseThrow().on());
    on.addAll(peers.optional().orElseThrow().on());
    return on;
  }

  long counter(FastPath fastPath, String name) throws Exception {
    return network.call(fastPath::samples).stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Override
  public void close() {
    network.close();
    bpffs.close();
  }
}
