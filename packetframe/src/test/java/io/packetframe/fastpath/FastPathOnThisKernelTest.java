package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.module.Attachment;
import io.packetframe.module.Hook;
import io.packetframe.module.Pause;
import io.packetframe.module.Sample;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole life of the fast path on a router of the test's own: kernel, wires and pins are real.
 */
@KernelTest
class FastPathOnThisKernelTest {
  private static final String[] FORWARDING = {
    "attach in generic", "attach out generic", "allow-prefix 192.0.2.0/24"
  };

  /** Pairs of them: 140 devices beside those of the router. */
  private static final int MANY = 70;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path folder;
  private LiveHost host;

  @BeforeEach
  void open() throws Exception {
    LockedMemory.lift();
    host = new LiveHost(folder);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @ParameterizedTest
  @EnumSource(Stages.class)
  void forwardsWhileItIsAttachedAndLeavesNothing(Stages stages) throws Exception {
    KernelIds.assertUnchangedBy(syscalls, () -> forwardThenDetach(stages));
  }

  private void forwardThenDetach(Stages stages) throws Exception {
    List<String> before = host.offloads("in");
    try (FastPath fastPath = host.fastPath(syscalls, Optional.of(stages), FORWARDING)) {
      List<Attachment> planned = host.call(fastPath::load);
      assertThat(planned.getFirst().offloads())
          .flatExtracting(SwitchedOffload::features)
          .isEqualTo(before);
      assertThat(host.attached("in")).isEqualTo(new AttachedXdp.Free());
      assertThat(host.call(() -> fastPath.attach(Pause.uninterrupted()))).isEqualTo(planned);
      assertThat(host.attached("in"))
          .isEqualTo(new AttachedXdp.Occupied(planned.getFirst().programId(), "generic"));
      assertThat(host.offloads("in")).isEmpty();

      long forwarded = host.counter(fastPath, "fwd_ok");
      assertThat(host.forwards(LiveHost.FRAME)).isTrue();
      assertThat(host.counter(fastPath, "fwd_ok")).isEqualTo(forwarded + 1);

      PinnedFastPath pinned = PinnedFastPath.read(syscalls, host.layout());
      assertThat(pinned.stages()).hasValue(stages);
      assertThat(pinned.secondStage()).isTrue();
      assertThat(pinned.links()).containsOnlyKeys("in", "out");
      assertThat(pinned.notes()).isEmpty();
      // The kernel sends frames of its own meanwhile: only what is ours stands still.
      assertThat(pinned.counters())
          .contains(new Sample("fwd_ok", forwarded + 1))
          .hasSameSizeAs(host.call(fastPath::samples));
      host.call(
          () -> {
            fastPath.detach();
            return true;
          });
    }
    requireNothing(before);
  }

  /** Another data path had a map of 64 devices, and lost the rest without a word. */
  @Test
  void theLastOfManyDevicesIsATargetToo() throws Exception {
    host.call(FastPathOnThisKernelTest::manyDevices);
    try (FastPath fastPath =
        host.fastPath(
            syscalls, Optional.empty(), "attach in generic", "allow-prefix 192.0.99.0/24")) {
      host.call(fastPath::load);
      host.call(() -> fastPath.attach(Pause.uninterrupted()));
      long forwarded = host.counter(fastPath, "fwd_ok");
      assertThat(
              host.forwards(
                  "udp 192.0.9.1:1000 > 192.0.99.9:53 len 32 ",
                  "far" + MANY,
                  " from 02:00:00:00:99:01 to 02:00:00:00:99:02"))
          .isTrue();
      assertThat(host.counter(fastPath, "fwd_ok")).isEqualTo(forwarded + 1);
      host.call(
          () -> {
            fastPath.detach();
            return true;
          });
    }
  }

  private static boolean manyDevices() throws Exception {
    for (int i = 1; i <= MANY; i++) {
      Links.newVeth("many" + i, "far" + i);
      Links.up("far" + i);
      Links.up("many" + i, new MacAddress(0x0200_0000_9901L));
    }
    String last = "many" + MANY;
    IpAddress gateway = IpAddress.parse("10.99.0.2");
    Links.address(last, IpAddress.parse("10.99.0.1"), 24);
    Links.neighbour(last, gateway, new MacAddress(0x0200_0000_9902L));
    Links.route(IpPrefix.parse("192.0.99.0/24"), gateway);
    return true;
  }

  private void requireNothing(List<String> offloads) throws Exception {
    for (String port : List.of("in", "out")) {
      assertThat(host.attached(port)).as(port).isEqualTo(new AttachedXdp.Free());
      assertThat(host.offloads(port)).as(port).isEqualTo(offloads);
    }
    assertThat(PinFolders.pins(host.layout())).isEmpty();
    assertThat(host.layout().folder()).doesNotExist();
  }

  @Test
  void anotherConfigChangesListsAndDryRunWithoutDetaching() throws Exception {
    try (FastPath fastPath =
        host.fastPath(
            syscalls,
            Optional.empty(),
            "attach in generic",
            "attach out generic",
            "allow-prefix 203.0.113.0/24")) {
      host.call(fastPath::load);
      List<Attachment> attached = host.call(() -> fastPath.attach(Pause.uninterrupted()));
      assertThat(host.forwards(LiveHost.FRAME)).as("by the kernel").isTrue();
      assertThat(host.counter(fastPath, "matched_v4")).isZero();

      reconfigure(fastPath, FORWARDING);
      assertThat(host.forwards(LiveHost.FRAME)).isTrue();
      assertThat(host.counter(fastPath, "fwd_ok")).isOne();

      reconfigure(
          fastPath,
          "attach in generic",
          "attach out generic",
          "allow-prefix 192.0.2.0/24",
          "dry-run on");
      assertThat(host.forwards(LiveHost.FRAME)).as("by the kernel").isTrue();
      assertThat(host.counter(fastPath, "fwd_ok")).isOne();
      assertThat(host.counter(fastPath, "fwd_dry_run")).isOne();

      assertThatThrownBy(() -> reconfigure(fastPath, "attach in generic"))
          .isInstanceOf(FastPathException.class)
          .hasMessage("only a restart can change attach: nothing was changed");
      assertThatThrownBy(() -> reconfigure(fastPath, "fib-cache on"))
          .isInstanceOf(FastPathException.class)
          .hasMessage("not built in this version: fib-cache on");
      assertThat(host.attached("in"))
          .isEqualTo(new AttachedXdp.Occupied(attached.getFirst().programId(), "generic"));
      host.call(
          () -> {
            fastPath.detach();
            return true;
          });
    }
  }

  private void reconfigure(FastPath fastPath, String... directives) throws Exception {
    host.call(
        () -> {
          fastPath.reconfigure(host.config(directives));
          return true;
        });
  }

  @Test
  void whatIsPinnedGoesOnWithoutTheProcessUntilItIsRemoved() throws Exception {
    List<String> offloads = host.offloads("in");
    List<Attachment> attached;
    try (FastPath fastPath = host.fastPath(syscalls, Optional.empty(), FORWARDING)) {
      host.call(fastPath::load);
      attached = host.call(() -> fastPath.attach(Pause.uninterrupted()));
    }
    long before = fwdOk();
    assertThat(host.forwards(LiveHost.FRAME)).isTrue();
    assertThat(fwdOk()).isEqualTo(before + 1);

    try (FastPath second = host.fastPath(syscalls, Optional.empty(), FORWARDING)) {
      assertThatThrownBy(() -> host.call(second::load))
          .isInstanceOf(FastPathException.class)
          .hasMessageStartingWith("a fast path is pinned already: " + host.root());
    }
    assertThat(host.forwards(LiveHost.FRAME)).isTrue();

    Removal removal = new Removal(syscalls, host.layout(), host.journal());
    assertThat(host.call(() -> removal.run(attached, Duration.ZERO, Pause.uninterrupted())))
        .isTrue();
    requireNothing(offloads);
  }

  private long fwdOk() {
    return PinnedFastPath.read(syscalls, host.layout()).counters().stream()
        .filter(sample -> sample.name().equals("fwd_ok"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void autoIsNativeWhereTheDriverCan() throws Exception {
    try (FastPath fastPath =
        host.fastPath(syscalls, Optional.empty(), "attach in auto", "allow-prefix 192.0.2.0/24")) {
      host.call(fastPath::load);
      assertThat(host.call(() -> fastPath.attach(Pause.uninterrupted())))
          .extracting(Attachment::hook)
          .containsExactly(Hook.NATIVE_XDP);
      host.call(
          () -> {
            fastPath.detach();
            return true;
          });
    }
  }

  @Test
  void theProgramOfAnotherIsNamedAndLeftAlone() throws Exception {
    ProgramSpec pass =
        new ProgramSpec(
            "pf_foreign",
            ProgramType.XDP,
            List.of(Instruction.move32(Instruction.R0, 2), Instruction.exit()),
            "GPL");
    try (Program program = Program.load(syscalls, pass);
        KernelLink _ =
            host.call(() -> Xdp.attachByLink(program, Links.index("out"), XdpMode.GENERIC));
        FastPath fastPath = host.fastPath(syscalls, Optional.empty(), FORWARDING)) {
      assertThatThrownBy(() -> host.call(fastPath::load))
          .isInstanceOf(FastPathException.class)
          .hasMessageContaining("interface out has XDP program " + program.info().id())
          .hasMessageContaining("\"pf_foreign\"")
          .hasMessageEndingWith("it was left alone");
      assertThat(host.attached("out"))
          .isEqualTo(new AttachedXdp.Occupied(program.info().id(), "generic"));
      assertThat(host.layout().folder()).doesNotExist();
    }
  }

  @Test
  void aStopBetweenTwoPortsTakesTheFirstBack() throws Exception {
    List<String> offloads = host.offloads("in");
    try (FastPath fastPath = host.fastPath(syscalls, Optional.empty(), FORWARDING)) {
      host.call(fastPath::load);
      boolean[] asked = new boolean[1];
      assertThatThrownBy(
              () ->
                  host.call(
                      () ->
                          fastPath.attach(
                              _ -> {
                                boolean first = !asked[0];
                                asked[0] = true;
                                return first;
                              })))
          .hasMessage("asked to stop while attaching: everything was taken back");
    }
    requireNothing(offloads);
  }
}
