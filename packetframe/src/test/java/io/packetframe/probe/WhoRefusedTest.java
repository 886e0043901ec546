package io.packetframe.probe;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EPERM alone does not say who refused: the levels of the privilege matrix, one by one. */
class WhoRefusedTest {
  private static final String CAP_BPF_ONLY = "0000008000000000";
  private static final String CAP_BPF_AND_PERFMON = "000000c000000000";
  private static final String CAP_NET_ADMIN_ONLY = "0000000000001000";

  @TempDir Path directory;
  private final ScriptedSyscalls kernel = new ScriptedSyscalls().refusingBpf(Errno.EPERM);

  @Test
  void aSeccompFilterThatAnswersEperm() {
    HostTree tree = new HostTree(directory).process(0, HostTree.NONE, 2);
    expect(tree, mapProbe(MapType.ARRAY), "seccomp", "--security-opt seccomp=unconfined");
  }

  @Test
  void aSeccompFilterThatAnswersEnosys() {
    kernel.refusingBpf(Errno.ENOSYS);
    HostTree tree = new HostTree(directory).process(0, HostTree.ALL, 2);
    expect(tree, mapProbe(MapType.ARRAY), "seccomp", "--security-opt seccomp=unconfined");
    expect(tree, new BpfSyscallProbe(), "seccomp", "SystemCallFilter");
  }

  @Test
  void noCapabilityAtAllBehindAnOpenFilter() {
    reachable();
    HostTree tree = new HostTree(directory).process(0, HostTree.NONE, 2);
    expect(tree, mapProbe(MapType.ARRAY), "capability:CAP_BPF", "--cap-add BPF");
    expect(
        tree,
        new ProgramTypeProbe(ProgramType.XDP, "", ""),
        "capability:CAP_BPF+CAP_NET_ADMIN",
        "--cap-add BPF --cap-add NET_ADMIN");
  }

  @Test
  void capBpfWithoutCapNetAdmin() {
    reachable();
    HostTree tree = new HostTree(directory).process(0, CAP_BPF_ONLY, 0);
    expect(
        tree,
        new ProgramTypeProbe(ProgramType.XDP, "", ""),
        "capability:CAP_NET_ADMIN",
        "CAP_NET_ADMIN");
  }

  @Test
  void aDevmapNeedsCapNetAdminToo() {
    reachable();
    HostTree tree = new HostTree(directory).process(0, CAP_BPF_AND_PERFMON, 0);
    expect(tree, mapProbe(MapType.DEVMAP_HASH), "capability:CAP_NET_ADMIN", "NET_ADMIN");
  }

  @Test
  void capNetAdminWithoutCapBpf() {
    reachable();
    HostTree tree = new HostTree(directory).process(0, CAP_NET_ADMIN_ONLY, 0);
    expect(tree, mapProbe(MapType.HASH), "capability:CAP_BPF", "CAP_BPF");
  }

  @Test
  void anOrdinaryUserIsToldToBeRoot() {
    reachable();
    HostTree tree = new HostTree(directory).process(65534, HostTree.NONE, 0);
    expect(tree, mapProbe(MapType.HASH), "capability:CAP_BPF", "sudo packetframe feasibility");
  }

  @Test
  void beforeTheCommandIsLookedAtOldKernelsRefuseAnUnprivilegedUserThemselves() {
    HostTree tree = new HostTree(directory).process(1000, HostTree.NONE, 0);
    expect(tree, new BpfSyscallProbe(), "capability:CAP_BPF", "sudo packetframe feasibility");
  }

  @Test
  void aFullSetInsideAUserNamespaceIsWorthNothing() {
    reachable();
    HostTree tree =
        new HostTree(directory).file("/proc/self/uid_map", "         0       1000          1\n");
    expect(tree, mapProbe(MapType.HASH), "user-namespace", "initial user namespace");
  }

  @Test
  void beforeMemcgAccountingTheMemoryLimitAnswersEperm() {
    reachable();
    kernel.onPrlimit(_ -> refusal(Errno.EPERM));
    HostTree tree = new HostTree(directory).file("/proc/sys/kernel/osrelease", "5.10.0\n");
    expect(tree, mapProbe(MapType.RINGBUF), "rlimit:memlock", "ulimit -l unlimited");
  }

  @Test
  void lockdownIsNamedWhereNothingElseExplainsIt() {
    reachable();
    HostTree tree =
        new HostTree(directory)
            .file("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
    expect(tree, mapProbe(MapType.HASH), "lockdown:confidentiality", "boot without lockdown");
  }

  @Test
  void whereNothingExplainsItNobodyIsAccused() {
    reachable();
    Verdict verdict = mapProbe(MapType.HASH).ask(new HostTree(directory).with(kernel));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            unknown -> {
              assertThat(unknown.refusedBy()).isEmpty();
              assertThat(unknown.mend()).isEmpty();
              assertThat(unknown.detail()).contains("a security module may");
            });
  }

  private void reachable() {
    kernel.onBpf(BpfCommand.NONSENSE, _ -> refusal(Errno.EINVAL));
  }

  private void expect(HostTree tree, Probe probe, String refuser, String mend) {
    Verdict verdict = probe.ask(tree.with(kernel));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            unknown -> {
              assertThat(unknown.refusedBy()).as(verdict.toString()).hasValue(refuser);
              assertThat(unknown.mend().orElse("")).contains(mend);
            });
  }

  private static Probe mapProbe(MapType type) {
    return new MapTypeProbe(type, "", "");
  }
}
