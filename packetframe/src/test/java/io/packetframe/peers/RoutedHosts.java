package io.packetframe.peers;

import io.packetframe.bpf.link.XdpMode;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.LogLevel;
import io.packetframe.fastpath.FastPath;
import io.packetframe.fastpath.FastPathForm;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.module.Journal;
import io.packetframe.module.Pause;
import io.packetframe.module.Sample;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateNetwork;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Two hosts, and the router between them with the fast path on both ports. */
final class RoutedHosts implements AutoCloseable {
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final PrivateNetwork router;
  private final EndHost client;
  private final EndHost server;
  private final FastPath fastPath;
  private final XdpMode mode;
  private final Path bpffs;

  /** Makes all of it; pins below the folder, which is a bpffs. */
  RoutedHosts(Cabling cabling, XdpMode mode, Path bpffs) throws Exception {
    LockedMemory.lift();
    this.mode = mode;
    this.bpffs = bpffs;
    try {
      router = PrivateNetwork.open();
      undo.push(router::close);
      client = host(1);
      server = host(2);
      router.call(RoutedHosts::routes);
      connect("lan", client, cabling.lan(), 1);
      connect("wan", server, cabling.wan(), 2);
      for (EndHost host : List.of(client, server)) {
        undo.push(host.receiveXdp()::close);
      }
      fastPath = router.call(() -> fastPath(mode, bpffs));
      undo.push(() -> detach(fastPath));
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  private EndHost host(int net) throws Exception {
    EndHost host = new EndHost(net);
    undo.push(host::close);
    return host;
  }

  private static boolean routes() throws Exception {
    Ends.readyAtOnce();
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/forwarding"), "1");
    return true;
  }

  private void connect(String port, EndHost host, List<VlanId> tags, int net) throws Exception {
    int thread = host.thread();
    router.call(
        () -> {
          Links.newVeth(port, EndHost.PORT);
          Links.mtu(EndHost.PORT, Ends.mtu(tags));
          Links.move(EndHost.PORT, thread);
          return Ends.up(port, tags, net, 1);
        });
    host.connect(tags);
  }

  private static FastPath fastPath(XdpMode mode, Path bpffs) throws Exception {
    FastPath made =
        new FastPath(
            LinuxSystem.syscalls(),
            HostFiles.ofThisHost(),
            config(mode, bpffs),
            FastPathForm.of(Optional.empty()),
            journal());
    made.load();
    made.attach(Pause.uninterrupted());
    return made;
  }

  private static Config config(XdpMode mode, Path bpffs, String... directives) {
    String text =
        """
        global
          bpffs-root %s
          attach-settle-time 0s
        module fast-path
          attach lan %s
          attach wan %s
          allow-prefix 10.2.0.0/24
          allow-prefix6 2001:db8:2::/64
          accept-bypass peer-offloads
        """
            .formatted(bpffs, mode.word(), mode.word());
    text += String.join("\n", directives) + "\n";
    return (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Applies the first config again, with more directives, as a SIGHUP does. */
  void reconfigure(String... directives) throws Exception {
    Config next = config(mode, bpffs, directives);
    router.call(
        () -> {
          fastPath.reconfigure(next);
          return true;
        });
  }

  private static Journal journal() {
    return new Journal() {
      @Override
      public void say(LogLevel level, String text) {
        // The counters tell what the test has to know.
      }

      @Override
      public void listenFrom(LogLevel level) {}
    };
  }

  EndHost client() {
    return client;
  }

  EndHost server() {
    return server;
  }

  /** Returns how often each counter of the fast path has moved. */
  Map<String, Long> counters() throws Exception {
    return router.call(fastPath::samples).stream()
        .collect(Collectors.toMap(Sample::name, Sample::value));
  }

  /** Returns how many packets the router's kernel has forwarded by itself. */
  long forwardedByTheKernel() throws Exception {
    return router.call(ForwardedPackets::read);
  }

  private void detach(FastPath attached) {
    try (attached) {
      router.call(
          () -> {
            attached.detach();
            return true;
          });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }
}
