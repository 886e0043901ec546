package io.packetframe.fastpath;

import static io.packetframe.packet.Counter.FWD_OK;
import static io.packetframe.packet.Counter.RX_TOTAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.packet.Counter;
import io.packetframe.packet.HostView;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loaded variants of the data path above a {@link Router} of their own. Every frame is run through
 * all of them, and each must say the same: verdict, counters, bytes.
 */
final class FastPathBed implements AutoCloseable {
  static final int DROP = 1;
  static final int PASS = 2;
  static final int REDIRECT = 4;
  static final int BOTH_FAMILIES = 3;
  static final int BLOCK = 1 << 5;
  static final int VLAN = 1 << 6;
  static final int CLAMP = 1 << 7;
  static final int QUIRKS = 1 << 2;

  private static final int VERSION = 1;
  private static final List<Integer> SAME = List.of(0, 1, 2, 3, 4, 5, 6, 7);
  private static final byte[] PRESENT = {1};

  private final PrivateNetwork network;
  private final Router router;
  private final Map<Variant, BpfObject> loaded = new EnumMap<>(Variant.class);

  /** Opens a bed with a configuration that forwards what the router can. */
  static FastPathBed of(List<Variant> variants) throws Exception {
    PrivateNetwork network = PrivateNetwork.open();
    FastPathBed bed = null;
    try {
      bed = new FastPathBed(network, variants);
      bed.fill();
      return bed;
    } catch (Exception | Error e) {
      if (bed == null) {
        network.close();
      } else {
        bed.close();
      }
      throw e;
    }
  }

  private FastPathBed(PrivateNetwork network, List<Variant> variants) throws Exception {
    this.network = network;
    this.router = network.call(Router::new);
    for (Variant variant : variants) {
      loaded.put(variant, variant.load());
    }
  }

  PrivateNetwork network() {
    return network;
  }

  Router router() {
    return router;
  }

  Map<Variant, BpfObject> loaded() {
    return loaded;
  }

  private void fill() throws Exception {
    configure(BOTH_FAMILIES);
    mine(List.of(), router.in());
    allow("192.0.0.0/16", "198.51.100.0/24", "203.0.113.0/24", "10.0.0.0/24", "172.16.5.0/24");
    allow("224.0.0.0/4", "2001:db8::/32");
    put("LOCAL_V4", Links.bytes(IpAddress.parse("10.0.0.1")), PRESENT);
    put("LOCAL_V6", Links.bytes(IpAddress.parse("2001:db8:1::1")), PRESENT);
    byte[] out = Entries.u32(router.out());
    put("REDIRECT_DEVMAP", out, out);
    put("EGRESS_PORTS", out, Entries.egressPort(Router.LONGEST_FRAME, false));
  }

  void configure(int flags) throws Exception {
    configure(false, flags, 0);
  }

  void configure(boolean dryRun, int flags, int mssClamp) throws Exception {
    put("CFG", Entries.u32(0), Entries.config(dryRun, flags, mssClamp, VERSION));
  }

  /** Says that frames with these tags and the port's MAC are received on that device. */
  void mine(List<HostView.Vlan> vlans, int device) throws Exception {
    put("INGRESS", Entries.ingressKey(Router.LOOPBACK, vlans, Router.IN_MAC), Entries.u32(device));
    put("INGRESS", Entries.knownKey(Router.LOOPBACK, vlans), Entries.u32(device));
  }

  /** Says that {@code above} is a device on {@code out} with these tags, which keep priorities. */
  void above(HostView.Vlan... vlans) throws Exception {
    above(
        Router.MTU, Arrays.stream(vlans).map(vlan -> new HostView.EgressTag(vlan, SAME)).toList());
  }

  void above(int mtu, List<HostView.EgressTag> tags) throws Exception {
    InterfaceName out = InterfaceName.parse("out");
    HostView.Egress egress = new HostView.Egress(out, tags, mtu, Router.LONGEST_FRAME);
    put(
        "VLAN_RESOLVE",
        Entries.u32(router.above()),
        Entries.vlanEgress(router.out(), egress, false));
  }

  void allow(String... prefixes) throws Exception {
    for (String prefix : prefixes) {
      list("ALLOW", prefix, PRESENT);
    }
  }

  void list(String map, String text, byte[] value) throws Exception {
    IpPrefix prefix = IpPrefix.parse(text);
    put(FilledMaps.named(map, prefix), FilledMaps.prefix(prefix), value);
  }

  void unlist(String map, String text) throws Exception {
    IpPrefix prefix = IpPrefix.parse(text);
    delete(FilledMaps.named(map, prefix), FilledMaps.prefix(prefix));
  }

  void put(String map, byte[] key, byte[] value) throws Exception {
    network.call(
        () -> {
          for (BpfObject object : loaded.values()) {
            new FilledMaps(object).put(map, key, value);
          }
          return true;
        });
  }

  void delete(String map, byte[] key) throws Exception {
    for (BpfObject object : loaded.values()) {
      new FilledMaps(object).delete(map, key);
    }
  }

  /** To the kernel as it came. */
  void passes(String frame, Counter... counters) throws Exception {
    expect(frame, PASS, bytes(frame), counters);
  }

  void drops(String frame, Counter... counters) throws Exception {
    expect(frame, DROP, bytes(frame), counters);
  }

  /** Out, as the other frame. */
  void forwards(String frame, String out, Counter... counters) throws Exception {
    List<Counter> all = new ArrayList<>(List.of(counters));
    all.add(FWD_OK);
    expect(frame, REDIRECT, bytes(out), all.toArray(Counter[]::new));
  }

  static byte[] bytes(String frame) throws Exception {
    return PacketText.parse(frame, new Macs(Router.IN_MAC, Router.SENDER_MAC)).bytes();
  }

  private void expect(String frame, int verdict, byte[] out, Counter... counters) throws Exception {
    Map<Counter, Long> expected = new EnumMap<>(Counter.class);
    expected.put(RX_TOTAL, 1L);
    for (Counter counter : counters) {
      expected.put(counter, 1L);
    }
    for (Variant variant : loaded.keySet()) {
      long[] before = counters(variant);
      TestRunResult result = run(variant, bytes(frame));
      String what = variant + ": " + frame;
      assertThat(FilledMaps.moved(before, counters(variant))).as(what).isEqualTo(expected);
      assertThat(result.verdict()).as(what).isEqualTo(verdict);
      assertThat(result.packet()).as(what).asHexString().isEqualTo(hex(out));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  TestRunResult run(Variant variant, byte[] frame) throws Exception {
    return network.call(() -> object(variant).program("fast_path").testRun(TestRun.of(frame)));
  }

  long[] counters(Variant variant) throws Exception {
    return new FilledMaps(object(variant)).counters();
  }

  BpfObject object(Variant variant) {
    return Objects.requireNonNull(loaded.get(variant), variant::name);
  }

  @Override
  public void close() {
    loaded.values().forEach(BpfObject::close);
    network.close();
  }
}
