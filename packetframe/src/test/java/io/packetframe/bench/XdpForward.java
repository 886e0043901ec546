package io.packetframe.bench;

import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.Links;
import io.packetframe.testing.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code xdp-forward} of xdp-tools with the full FIB lookup, out of the peers' root that {@code
 * .github/setup --peers} makes. It is attached without libxdp's dispatcher, which would cost it a
 * call more for each frame.
 */
final class XdpForward {
  private static final String SCRIPT =
      """
      set -e
      mount --make-rprivate /
      mount -t proc proc "$0/proc"
      mount -t sysfs sysfs "$0/sys"
      mount -t bpf bpf "$0/sys/fs/bpf"
      LIBXDP_SKIP_DISPATCHER=1 exec chroot "$0" \
        xdp-forward load --fwd-mode fib --fib-mode full "$@"
      """;

  private XdpForward() {}

  /** Attaches it to both ports in the network namespace of this thread; it goes with that. */
  static Program load() throws Exception {
    run(List.of(BenchRouter.IN, BenchRouter.OUT));
    Syscalls syscalls = LinuxSystem.syscalls();
    AttachedXdp there = AttachedXdp.on(syscalls, Links.index(BenchRouter.IN));
    if (there instanceof AttachedXdp.Occupied(int id, _)) {
      return Program.openById(syscalls, id);
    }
    throw new IOException("xdp-forward is not attached: " + there);
  }

  private static void run(List<String> ports) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", SCRIPT, Peers.root().toString()));
    command.addAll(ports);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("xdp-forward: " + said);
    }
  }
}
