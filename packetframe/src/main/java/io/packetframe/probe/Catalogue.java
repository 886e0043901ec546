package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every probe, in the order of the report, which scripts rely on. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * Returns the probes about the host.
   *
   * @param withInterfaces leaves the placeholder row out
   * @param objects that we ship and this kernel should take
   */
  static List<Probe> host(boolean withInterfaces, List<ObjectProbe> objects) {
    List<Probe> probes = new ArrayList<>();
    probes.add(new KernelConfigurationProbe());
    probes.add(new BpfSyscallProbe());
    addProgramTypes(probes);
    addMapTypes(probes);
    addHelpers(probes);
    probes.add(new BpffsProbe());
    addForwarding(probes);
    probes.add(new MemoryLockProbe());
    probes.add(new JitEnableProbe());
    probes.add(
        new SysctlProbe(
            "net.core.bpf_jit_harden",
            false,
            List.of("0"),
            "Hardening blinds constants in compiled programs, which costs CPU in every packet.",
            "4.7",
            "constants are blinded, which costs CPU in every packet"));
    probes.add(new KernelVersionProbe());
    probes.addAll(objects);
    if (!withInterfaces) {
      probes.add(new PerInterfaceProbe());
    }
    return probes;
  }

  /** Returns the probes about interfaces: all trial attachments, then the performance rows. */
  static List<Probe> interfaces(List<InterfaceName> names, Duration settleTime) {
    Pacing pacing = new Pacing(settleTime);
    List<Probe> probes = new ArrayList<>();
    for (InterfaceName name : names) {
      probes.add(new XdpAttachProbe(name, pacing));
    }
    for (InterfaceName name : names) {
      probes.add(new GroProbe(name));
      probes.add(new RpsProbe(name));
      probes.add(new CoalesceProbe(name));
      probes.add(new RxVlanProbe(name));
    }
    return probes;
  }

  /** Returns what is known about every capability, interfaces under their placeholder. */
  public static List<CapabilityDescription> descriptions() {
    List<CapabilityDescription> descriptions = new ArrayList<>();
    ObjectProbe.Trial never = _ -> Map.of();
    ObjectProbe one = ObjectProbe.ofOneProgram(never);
    for (Probe probe : host(false, List.of(one, ObjectProbe.ofTwoStages(never, one)))) {
      descriptions.add(probe.description());
    }
    InterfaceName any = new InterfaceName("any");
    for (Probe probe : interfaces(List.of(any), Duration.ZERO)) {
      descriptions.add(probe.description());
    }
    for (Probe probe : Advisories.all()) {
      descriptions.add(probe.description());
    }
    for (Probe probe : BypassProbe.ofEach(_ -> Verdict.inconclusive("", ""))) {
      descriptions.add(probe.description());
    }
    return descriptions;
  }

  private static void addProgramTypes(List<Probe> probes) {
    probes.add(
        new ProgramTypeProbe(
            ProgramType.XDP, "The fast path is an XDP program.", "4.8 (commit 6a773a15a1e8)"));
    probes.add(
        new ProgramTypeProbe(
            ProgramType.SCHED_CLS,
            "Attach mode tc runs as a classifier at tc ingress.",
            "4.1 (commit 96be4325f443)"));
  }

  private static void addMapTypes(List<Probe> probes) {
    probes.add(
        new MapTypeProbe(
            MapType.HASH, "Resolves VLAN devices to ports.", "3.19 (commit 0f8e4bd8a1fc)"));
    probes.add(
        new MapTypeProbe(
            MapType.ARRAY, "Holds the settings of the data path.", "3.19 (commit 28fbcfa08d8e)"));
    probes.add(
        new MapTypeProbe(
            MapType.PERCPU_ARRAY,
            "Holds the counters, one set a CPU.",
            "4.6 (commit a10423b87a7e)"));
    probes.add(
        new MapTypeProbe(
            MapType.LPM_TRIE,
            "Holds the allowed and the blocked prefixes.",
            "4.11 (commit b95a5c4db09b)"));
    probes.add(
        new MapTypeProbe(
            MapType.DEVMAP_HASH,
            "Holds the interfaces that packets may leave by.",
            "5.4 (commit 6f9d451ab1a3)"));
    probes.add(
        new MapTypeProbe(
            MapType.RINGBUF, "Carries samples to the daemon.", "5.8 (commit 457f44363a88)"));
  }

  private static void addHelpers(List<Probe> probes) {
    String maps = "3.19 (commit d0003ec01c66)";
    String ring = "5.8 (commit 457f44363a88)";
    probes.add(
        new HelperProbe("bpf_map_lookup_elem", 1, "Every packet looks up its prefixes.", maps));
    probes.add(
        new HelperProbe("bpf_map_update_elem", 2, "The FIB cache writes its entries.", maps));
    probes.add(new HelperProbe("bpf_map_delete_elem", 3, "The FIB cache drops its entries.", maps));
    probes.add(
        new HelperProbe(
            "bpf_xdp_adjust_head",
            44,
            "Pushing and popping VLAN tags moves the start of the frame.",
            "4.10 (commit 17bedab27231)"));
    probes.add(
        new HelperProbe(
            "bpf_redirect_map",
            51,
            "Sends a packet out of another interface.",
            "4.14 (commit 97f91a7cf04f)"));
    probes.add(
        new HelperProbe(
            "bpf_fib_lookup",
            69,
            "Asks the kernel's own routing and neighbour tables.",
            "4.18 (commit 87f5fc7e48dd)"));
    probes.add(new HelperProbe("bpf_ringbuf_output", 130, "Writes samples.", ring));
    probes.add(new HelperProbe("bpf_ringbuf_reserve", 131, "Writes samples in place.", ring));
    probes.add(new HelperProbe("bpf_ringbuf_submit", 132, "Hands samples over.", ring));
  }

  private static void addForwarding(List<Probe> probes) {
    probes.add(
        new SysctlProbe(
            "net.ipv4.ip_forward",
            true,
            List.of("1"),
            "bpf_fib_lookup answers \"forwarding disabled\" on a host that does not forward.",
            "every kernel",
            "this host does not forward IPv4"));
    probes.add(
        new SysctlProbe(
            "net.ipv6.conf.all.forwarding",
            false,
            List.of("1"),
            "As net.ipv4.ip_forward, for IPv6 prefixes.",
            "every kernel",
            "this host does not forward IPv6"));
  }
}
