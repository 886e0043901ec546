package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All that the readers say about a host, as lines that a reviewer can check by eye. */
final class HostSummary {
  private static final List<String> OPTIONS =
      List.of(
          "CONFIG_BPF",
          "CONFIG_BPF_SYSCALL",
          "CONFIG_BPF_JIT",
          "CONFIG_BPF_JIT_ALWAYS_ON",
          "CONFIG_NET_CLS_BPF",
          "CONFIG_XDP_SOCKETS",
          "CONFIG_ARM64_64K_PAGES");
  private static final List<String> SETTINGS =
      List.of(
          "net.ipv4.ip_forward",
          "net.ipv6.conf.all.forwarding",
          "net.core.bpf_jit_enable",
          "net.core.bpf_jit_harden",
          "kernel.unprivileged_bpf_disabled");

  private final HostFiles files;
  private final StringBuilder lines = new StringBuilder();

  private HostSummary(HostFiles files) {
    this.files = files;
  }

  static String of(HostFiles files) {
    HostSummary summary = new HostSummary(files);
    summary.kernel();
    summary.process();
    summary.network();
    summary.holders();
    return summary.lines.toString();
  }

  private void kernel() {
    Reading<KernelRelease> release = KernelRelease.read(files);
    line("release", say(release, r -> r.text() + ", line " + r.major() + "." + r.minor()));
    KernelConfigurationSearch search = KernelConfigurationSearch.read(files, release);
    switch (search) {
      case KernelConfigurationSearch.Found(String path, KernelConfiguration configuration) -> {
        line("configuration", path);
        for (String option : OPTIONS) {
          line("  " + option, word(configuration, option));
        }
      }
      case KernelConfigurationSearch.NotReadable(List<String> problems) -> {
        line("configuration", "none");
        problems.forEach(problem -> line("  problem", problem));
      }
    }
    for (String name : SETTINGS) {
      line(name, say(Sysctl.read(files, name), value -> value));
    }
    line("lockdown", say(Lockdown.read(files), Lockdown::word));
  }

  private void process() {
    Reading<ProcessPrivileges> privileges = ProcessPrivileges.read(files);
    line("effective user", say(privileges, p -> Long.toString(p.effectiveUser())));
    for (Capability capability : Capability.values()) {
      line(
          "  " + capability,
          say(
              privileges,
              p ->
                  (p.effective().has(capability) ? "effective" : "no")
                      + (p.bounding().has(capability) ? ", bounding" : "")));
    }
    line("seccomp", say(privileges, p -> p.seccomp().toString()));
    line("no new privileges", say(privileges, p -> Boolean.toString(p.noNewPrivileges())));
    line(
        "initial user namespace", say(privileges, p -> Boolean.toString(p.initialUserNamespace())));
    Reading<MountTable> mounts = MountTable.read(files);
    line("bpf file systems", say(mounts, table -> points(table.ofType("bpf"))));
    line("below /sys/fs/bpf/x", say(mounts, table -> cover(table.covering("/sys/fs/bpf/x"))));
  }

  private void network() {
    NetworkInterfaces interfaces = new NetworkInterfaces(files);
    line("interfaces", say(interfaces.names(), names -> String.join(" ", names)));
    Reading<KernelRelease> release = KernelRelease.read(files);
    for (String name : interfaces.names().optional().orElse(List.of())) {
      Reading<NetworkInterface> found = interfaces.find(name);
      line(name, say(found, HostSummary::words));
      line(
          "  native XDP",
          say(found, i -> DriverGate.judge(i.driver(), release).refusal().orElse("may be tried")));
    }
  }

  private void holders() {
    line("holders of program 5843", BpfObjectHolders.ofProgram(files, 5843).toString());
    line("holders of link 90", BpfObjectHolders.ofLink(files, 90).toString());
  }

  private static String word(KernelConfiguration configuration, String option) {
    if (configuration.isBuiltIn(option)) {
      return "built in";
    }
    return configuration.isEnabled(option) ? "module" : "off";
  }

  private static String points(List<Mount> mounts) {
    return String.join(" ", mounts.stream().map(Mount::mountPoint).toList());
  }

  private static String cover(Optional<Mount> mount) {
    return mount.map(m -> m.type() + " at " + m.mountPoint()).orElse("nothing");
  }

  private static String words(NetworkInterface found) {
    List<String> words = new ArrayList<>();
    words.add("index " + found.index());
    words.add(found.isEthernet() ? "ethernet" : "type " + found.type());
    words.add(found.operationalState());
    words.add("mtu " + found.mtu());
    words.add(found.isVirtual() ? "virtual" : "hardware");
    found.kind().ifPresent(kind -> words.add("kind " + kind));
    found.driver().ifPresent(driver -> words.add("driver " + driver));
    found.bridge().ifPresent(bridge -> words.add("port of " + bridge));
    for (ReceiveQueue queue : found.receiveQueues()) {
      words.add(
          "rx-"
              + queue.number()
              + (queue.isSteered() ? " steered to " + queue.steering().get() : ""));
    }
    return String.join(", ", words);
  }

  private static <T> String say(Reading<T> reading, Function<T, String> words) {
    return switch (reading) {
      case Reading.Present<T>(T value) -> words.apply(value);
      case Reading.Absent<T>(String path) -> "absent: " + path;
      case Reading.Unreadable<T>(String path, String reason) ->
          "unreadable: " + path + ": " + reason;
    };
  }

  private void line(String name, String value) {
    lines.append((name + ": " + value).stripTrailing()).append('\n');
  }
}
