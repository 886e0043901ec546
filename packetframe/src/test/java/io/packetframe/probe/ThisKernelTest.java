package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelLog;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.OpenDescriptors;
import io.packetframe.testing.TestLink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The probes on the kernel that runs the tests: this host's, or a guest's. */
@KernelTest
class ThisKernelTest {
  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final ProbedHost host =
      new ProbedHost(syscalls, HostFiles.ofThisHost(), Path.of("/sys/fs/bpf/packetframe"));

  @Test
  void everyRequiredBpfCapabilityIsThere() {
    for (Finding finding : Feasibility.of(host, List.of(), ConfigQuestions.NONE)) {
      // What an administrator sets is no property of the kernel.
      boolean isSetting = finding.name().startsWith("sysctl.") || finding.name().equals("bpffs");
      if (finding.required() && !isSetting) {
        assertThat(finding.verdict()).as(finding.name()).isInstanceOf(Verdict.Supported.class);
      }
    }
  }

  @Test
  void aHelperThatNoKernelHasIsUnsupported() {
    Verdict verdict = new HelperProbe("bpf_no_such_helper", 100_000, "", "").ask(host);
    assertThat(verdict).isInstanceOf(Verdict.Unsupported.class);
  }

  @Test
  void aHelperOfAnotherProgramTypeIsUnsupported() {
    // bpf_skb_vlan_push exists on every kernel, for socket buffers only.
    Verdict verdict = new HelperProbe("bpf_skb_vlan_push", 18, "", "").ask(host);
    assertThat(verdict).isInstanceOf(Verdict.Unsupported.class);
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    try (TestLink link = TestLink.veth()) {
      // The first round opens what the JVM keeps (jars, libraries); the later must add nothing.
      askAll(link);
      List<String> descriptors = OpenDescriptors.targets();
      KernelLog log = KernelLog.read();
      KernelIds.assertUnchangedBy(syscalls, () -> askAll(link));
      assertThat(OpenDescriptors.targets()).isEqualTo(descriptors);
      assertThat(KernelLog.read().since(log)).noneMatch(line -> line.matches("(?i).*(bpf|xdp).*"));
    }
  }

  private void askAll(TestLink link) {
    Feasibility.of(host, List.of(), about(link));
    Feasibility.advisories(host);
  }

  private static ConfigQuestions about(TestLink link) {
    return new ConfigQuestions(List.of(name(link)), Duration.ZERO, List.of());
  }

  @Test
  void vethTakesXdpNatively() {
    try (TestLink link = TestLink.veth()) {
      assertThat(attachProbe(link).ask(host)).isEqualTo(new Verdict.Supported("native"));
    }
  }

  @Test
  void dummyTakesGenericOnly() {
    try (TestLink link = dummy()) {
      assertThat(attachProbe(link).ask(host))
          .isInstanceOfSatisfying(
              Verdict.Supported.class,
              supported ->
                  assertThat(supported.detail()).startsWith("generic only; native: EOPNOTSUPP"));
    }
  }

  @Test
  void aForeignProgramIsNamedAndLeftAlone() throws Exception {
    for (XdpMode mode : XdpMode.values()) {
      try (TestLink link = TestLink.veth();
          Program foreign = Program.load(syscalls, XdpAttachProbe.XDP_PASS);
          Link _ = Xdp.attachByLink(foreign, link.index(), mode)) {
        KernelIds.assertUnchangedBy(
            syscalls,
            () ->
                assertThat(attachProbe(link).ask(host))
                    .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        occupied -> {
                          assertThat(occupied.detail())
                              .contains("\"pf_trial\"", "(" + mode.word() + ")", "left alone")
                              .contains("[" + ProcessHandle.current().pid() + "]");
                          assertThat(occupied.refusedBy().orElse("")).startsWith("xdp-program:");
                          assertThat(occupied.mend().orElse("")).contains(link.name());
                        }));
      }
    }
  }

  @Test
  void anInterfaceThatIsGoneFails() {
    TestLink link = TestLink.veth();
    Probe probe = attachProbe(link);
    link.close();
    assertThat(probe.ask(host))
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            gone -> assertThat(gone.detail()).isEqualTo("no such interface"));
  }

  @Test
  void vethStripsTagsUntilToldOtherwise() {
    try (TestLink link = TestLink.veth()) {
      assertThat(new RxVlanProbe(name(link)).ask(host))
          .isInstanceOfSatisfying(
              Verdict.Unsupported.class,
              on -> {
                assertThat(on.detail()).contains("rx-vlan-hw-parse");
                assertThat(on.mend()).hasValue("ethtool -K " + link.name() + " rxvlan off");
              });
    }
  }

  @Test
  void anInterfaceWithoutTheOffloadKeepsTagsInTheFrame() {
    try (TestLink link = dummy()) {
      assertThat(new RxVlanProbe(name(link)).ask(host)).isInstanceOf(Verdict.Supported.class);
    }
  }

  @Test
  void performanceRowsOfAVeth() {
    try (TestLink link = TestLink.veth()) {
      assertThat(new GroProbe(name(link)).ask(host)).isInstanceOf(Verdict.Supported.class);
      assertThat(new RpsProbe(name(link)).ask(host))
          .isInstanceOfSatisfying(
              Verdict.Unsupported.class,
              none -> assertThat(none.detail()).contains("none steered"));
      // A veth has no interrupts to coalesce, and says so.
      assertThat(new CoalesceProbe(name(link)).ask(host))
          .isInstanceOfSatisfying(
              Verdict.Inconclusive.class,
              unknown -> assertThat(unknown.reason()).startsWith("EOPNOTSUPP"));
    }
  }

  private static Probe attachProbe(TestLink link) {
    return new XdpAttachProbe(name(link), new Pacing(Duration.ZERO));
  }

  private static InterfaceName name(TestLink link) {
    return new InterfaceName(link.name());
  }

  private static TestLink dummy() {
    try {
      return TestLink.ofKind("dummy");
    } catch (IllegalStateException _) {
      return abort("this kernel has no dummy interfaces");
    }
  }
}
