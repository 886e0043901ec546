package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Counter;
import io.packetframe.packet.DataPath;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.HostView;
import io.packetframe.packet.Outcome;
import io.packetframe.packet.Rules;
import io.packetframe.packet.Verdict;
import io.packetframe.sys.linux.PossibleCpus;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A router in a namespace, both forms of the program on it, and the model of the specification,
 * which asks the router's kernel over netlink.
 */
final class ComparedRouter implements AutoCloseable {
  /** Where model and program differ; {@code at} counts frames. */
  record Difference(int at, Outcome expected, String what) {}

  /** One form of the program, and what it had counted. */
  private static final class Form {
    private final Variant variant;
    private final BpfObject object;
    private final FilledMaps maps;
    private final MapView<Integer, List<long[]>> stats;
    private long[] counted;

    Form(Variant variant, BpfObject object) throws Exception {
      this.variant = variant;
      this.object = object;
      this.maps = new FilledMaps(object);
      this.stats =
          object
              .map("STATS")
              .perCpuView(
                  Codecs.U32, Codecs.counters(Counter.values().length), PossibleCpus.ofThisHost());
      this.counted = PerCpuSum.of(stats.lookup(0).orElseThrow());
    }

    Map<Counter, Long> moved() throws BpfException {
      long[] before = counted;
      counted = PerCpuSum.of(stats.lookup(0).orElseThrow());
      return FilledMaps.moved(before, counted);
    }
  }

  /** A redirect's target cannot be seen in a test run; every so many of them lose it. */
  private static final int LOST_TARGETS = 8;

  private final FixtureNetwork network;
  private final List<Form> forms;
  private final NetlinkFib fib;
  private final Map<Counter, Long> met = new EnumMap<>(Counter.class);
  private InterfaceName port;
  private Rules rules;
  private HostView view;
  private DataPath model;
  private int redirects;

  private ComparedRouter(FixtureNetwork network, List<Form> forms, Fixture fixture)
      throws Exception {
    this.network = network;
    this.forms = forms;
    this.fib =
        network
            .network()
            .call(
                () -> {
                  trustSources();
                  return new NetlinkFib();
                });
    this.port = fixture.port();
    this.rules = Rules.of(fixture.config());
    this.view = fixture.topology().view(fixture.config());
    this.model = new DataPath(rules, view, fib);
    configure(fixture);
  }

  static ComparedRouter of(Fixture fixture, Map<Variant, BpfObject> programs) throws Exception {
    FixtureNetwork network = FixtureNetwork.of(fixture.topology());
    try {
      List<Form> forms = new ArrayList<>();
      for (Map.Entry<Variant, BpfObject> each : programs.entrySet()) {
        forms.add(new Form(each.getKey(), each.getValue()));
      }
      return new ComparedRouter(network, List.copyOf(forms), fixture);
    } catch (Exception | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * RTM_GETROUTE with an ingress device judges the source as a packet's (fib_validate_source), and
   * bpf_fib_lookup does not: here every source is as good as another.
   */
  private static void trustSources() throws Exception {
    try (DirectoryStream<Path> devices =
        Files.newDirectoryStream(Path.of("/proc/sys/net/ipv4/conf"))) {
      for (Path device : devices) {
        Files.writeString(device.resolve("rp_filter"), "0");
        Files.writeString(device.resolve("send_redirects"), "0");
        Files.writeString(device.resolve("accept_local"), "1");
      }
    }
  }

  /** Tells both forms other rules for the same router. */
  void configure(Fixture fixture) throws Exception {
    port = fixture.port();
    rules = Rules.of(fixture.config());
    view = fixture.topology().view(fixture.config());
    model = new DataPath(rules, view, fib);
    FixtureHost host = new FixtureHost(network, fixture);
    for (Form form : forms) {
      host.fill(form.maps, host.wanted());
      if (form.variant == Variant.ONE_PROGRAM) {
        // The other form asks the maps: both ways must end alike.
        form.maps.shorten();
      }
    }
  }

  /** Returns how many frames each counter of the model met. */
  Map<Counter, Long> met() {
    return met;
  }

  /** Runs frames until one comes to another end than the model says. */
  Optional<Difference> firstDifference(List<Bytes> frames) throws Exception {
    return network.network().call(() -> inNamespace(frames));
  }

  private Optional<Difference> inNamespace(List<Bytes> frames) throws Exception {
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i).array();
      Outcome expected = model.process(port, frame);
      expected.counters().forEach(counter -> met.merge(counter, 1L, Long::sum));
      boolean loses =
          expected.verdict() instanceof Verdict.Redirect && redirects++ % LOST_TARGETS == 0;
      if (difference(expected, frame, loses).isPresent()) {
        // A new device's addresses come up some milliseconds late, maybe between two questions.
        Outcome again = model.process(port, frame);
        Optional<String> still = difference(again, frame, loses);
        if (still.isPresent()) {
          return Optional.of(new Difference(i, again, still.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> difference(Outcome expected, byte[] frame, boolean loses)
      throws Exception {
    for (Form form : forms) {
      Optional<String> difference = difference(form, expected, frame);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return loses && expected.verdict() instanceof Verdict.Redirect redirect
        ? withoutTarget(redirect.port(), frame)
        : Optional.empty();
  }

  /** Without that one target in its map, a frame for it passes, and with others it would not. */
  private Optional<String> withoutTarget(InterfaceName target, byte[] frame) throws Exception {
    byte[] key = Entries.u32(network.index(target));
    Outcome expected = new DataPath(rules, without(target), fib).process(port, frame);
    for (Form form : forms) {
      form.maps.delete("REDIRECT_DEVMAP", key);
      try {
        Optional<String> difference = difference(form, expected, frame);
        if (difference.isPresent()) {
          return Optional.of("without " + target + " in REDIRECT_DEVMAP: " + difference.get());
        }
      } finally {
        form.maps.put("REDIRECT_DEVMAP", key, key);
      }
    }
    return Optional.empty();
  }

  private HostView without(InterfaceName target) {
    HostView all = view;
    return new HostView() {
      @Override
      public Ingress ingress(InterfaceName port, List<Vlan> vlans, MacAddress destination) {
        return all.ingress(port, vlans, destination);
      }

      @Override
      public Optional<Egress> egress(InterfaceName routeDevice) {
        return all.egress(routeDevice).filter(egress -> !egress.port().equals(target));
      }

      @Override
      public boolean isLocal(IpAddress address) {
        return all.isLocal(address);
      }
    };
  }

  private static Optional<String> difference(Form form, Outcome expected, byte[] frame)
      throws Exception {
    TestRunResult result = form.object.program("fast_path").testRun(TestRun.of(frame));
    Map<Counter, Long> moved = form.moved();
    Map<Counter, Long> counters = new HashMap<>();
    expected.counters().forEach(counter -> counters.put(counter, 1L));
    Bytes left = Bytes.of(result.packet());
    if (result.verdict() == number(expected.verdict())
        && moved.equals(counters)
        && left.equals(expected.frame())
        && (result.verdict() == FastPathBed.REDIRECT || left.equals(Bytes.of(frame)))) {
      return Optional.empty();
    }
    return Optional.of(
        """
        %s and the model differ
          model:   verdict %d, counters %s, frame %s
          program: verdict %d, counters %s, frame %s
        """
            .formatted(
                form.variant,
                number(expected.verdict()),
                expected.counters(),
                expected.frame(),
                result.verdict(),
                moved,
                left));
  }

  private static int number(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> FastPathBed.PASS;
      case Verdict.Drop _ -> FastPathBed.DROP;
      case Verdict.Redirect _ -> FastPathBed.REDIRECT;
    };
  }

  @Override
  public void close() {
    network.close();
  }
}
