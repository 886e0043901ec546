package io.packetframe.probe;

import io.packetframe.bpf.feature.Features;
import io.packetframe.bpf.feature.FibLookupFlag;
import io.packetframe.bpf.feature.LinkKind;
import io.packetframe.spec.MapType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What tells kernels apart that all can run PacketFrame: asked for a full report, after all other
 * rows.
 */
final class Advisories {
  /** Begins what is said of how such a row is probed. */
  static final String ONLY_IN_FULL = "Asked only with --full. ";

  private Advisories() {}

  static List<Probe> all() {
    List<Probe> probes = new ArrayList<>();
    addFrames(probes);
    addLinks(probes);
    addLookups(probes);
    probes.add(new DeviceFeaturesProbe());
    probes.add(
        HelperProbe.advisory(
            "bpf_loop",
            181,
            "Not used: the loops of the data path are bounded by numbers that the verifier can"
                + " count, with it and without, so that 5.10 takes them.",
            "5.17 (commit e6f2dd0f8067)"));
    probes.add(
        MapTypeProbe.advisory(
            MapType.ARENA,
            "Not used by the data path, with it or without: it needs no memory that it shares with"
                + " the daemon. The loader makes such maps for other programs.",
            "6.9 (commit 317460317a02)"));
    probes.add(new KernelTypesProbe());
    probes.add(new MemoryAccountingProbe());
    probes.add(new AlwaysCompiledProbe());
    return probes;
  }

  private static void addFrames(List<Probe> probes) {
    probes.add(
        new FeatureProbe(
            "xdp.multi_buffer",
            "With it, the data path also takes frames of several buffers, so that native XDP works"
                + " on ports with an MTU above what fits in a page. Without it, drivers refuse"
                + " native XDP on such ports.",
            "5.18 (commit f45d5b6ce2e8)",
            "Loads an XDP program with BPF_F_XDP_HAS_FRAGS. EINVAL without a verifier log is the"
                + " kernel's word for a flag that it does not know.",
            "XDP takes frames of one buffer only",
            Features::fragments));
    probes.add(
        HelperProbe.advisory(
            "bpf_xdp_load_bytes",
            189,
            "Not used: headers that the data path reads are in the first buffer, or the frame is"
                + " left to the kernel, with it and without.",
            "5.18 (commit 3f364222d032)"));
    probes.add(
        new FeatureProbe(
            "test_run.live_frames",
            "Not needed to forward. With it, our tests and benchmarks have the kernel send frames"
                + " through the data path without a wire; without it, they send them through a"
                + " veth pair.",
            "5.18 (commit b530e9e1063e)",
            "Test-runs a program that drops its frame with BPF_F_TEST_XDP_LIVE_FRAMES.",
            "test runs act on no verdict",
            Features::liveFrames));
    probes.add(new TestRunFrameProbe());
  }

  private static void addLinks(List<Probe> probes) {
    String method = "Creates such a link to a target that is not there, and reads what is missed.";
    probes.add(
        new FeatureProbe(
            "link.tcx",
            "How the loader holds programs of traffic control. With it, they go when their owner"
                + " does; without it, they are filters of a qdisc, which stay. The fast path runs"
                + " in XDP and needs neither.",
            "6.6 (commit e420bed02507), built with CONFIG_NET_XGRESS",
            method,
            "the kernel knows no such link",
            features -> features.link(LinkKind.TCX)));
    probes.add(
        new FeatureProbe(
            "link.perf_event",
            "How the loader holds programs at kprobes and tracepoints. With it, they can be pinned"
                + " and listed; without it, they hang on a descriptor of perf events. The fast path"
                + " needs neither.",
            "5.15 (commit b89fbfbb854c), built with CONFIG_PERF_EVENTS",
            method,
            "the kernel knows no such link",
            features -> features.link(LinkKind.PERF_EVENT)));
  }

  private static void addLookups(List<Probe> probes) {
    lookup(
        probes,
        FibLookupFlag.VLAN,
        "With it, the lookup itself answers a VLAN device with its port and tag, and the fast path"
            + " uses that where it is as good as its own map. Without it, that map answers, which"
            + " the daemon keeps.",
        "7.3 (commit 35dac1daeb3c)");
    lookup(
        probes,
        FibLookupFlag.VLAN_INPUT,
        "Not used: a map of the daemon's says which VLAN device a tagged frame came by, with it and"
            + " without.",
        "7.3 (commit 217828aad80d)");
    lookup(
        probes,
        FibLookupFlag.TBID,
        "Not used: the host's rules choose the table, with it and without, as for the kernel's own"
            + " forwarding.",
        "6.5 (commit 8ad77e72caae)");
    lookup(
        probes,
        FibLookupFlag.SRC,
        "Not used: a forwarded packet keeps its source address, with it and without.",
        "6.7 (commit dab4e1f06cab)");
    lookup(
        probes,
        FibLookupFlag.MARK,
        "Not used: a frame has no mark before the kernel has seen it, with it and without, so that"
            + " rules about marks do not match.",
        "6.10 (commit 868d523535c2)");
  }

  private static void lookup(List<Probe> probes, FibLookupFlag flag, String purpose, String since) {
    probes.add(
        new FeatureProbe(
            "fib_lookup." + flag.name().toLowerCase(Locale.ROOT),
            purpose,
            since,
            "Test-runs a program that looks 0.0.0.0 up with BPF_FIB_LOOKUP_"
                + flag.name()
                + ". EINVAL is the helper's word for a flag that it does not know.",
            "the lookup knows no such flag",
            features -> features.fibLookup(flag)));
  }
}
