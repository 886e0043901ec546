package io.packetframe.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.RecordException;
import io.packetframe.testing.HostKernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped program at each level of privilege that needs no container engine. */
@HostKernelTest
class PrivilegeIT {
  private static final Map<String, String> TOOLS = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
  private static final List<String> NO_CAPABILITY =
      List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all");

  @TempDir private static Path folder;
  private static Image image = new Image(Path.of("copied before the tests"));

  /** The checkout may lie where an ordinary user cannot go, below /root for one. */
  @BeforeAll
  static void copyToWhereEverybodyMayGo() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    image = Image.built().copyTo(folder.resolve("image"));
  }

  @Test
  void anOrdinaryUserLacksCapabilitiesAndIsToldToBeRoot() throws Exception {
    FeasibilityRecord report =
        feasibility(
            List.of(
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"));
    expectUnknown(report, "map.hash", "capability:CAP_BPF", "sudo packetframe feasibility");
    expectUnknown(report, "prog_type.xdp", "capability:CAP_BPF+CAP_NET_ADMIN", "sudo");
    expectUnknown(report, "helper.bpf_fib_lookup", "capability:CAP_BPF+CAP_NET_ADMIN", "sudo");
    assertThat(row(report, "syscall.bpf").status()).isNotEqualTo(CapabilityStatus.FAIL);
  }

  @Test
  void rootWithoutCapabilitiesIsToldWhichToGrant() throws Exception {
    FeasibilityRecord report = feasibility(NO_CAPABILITY);
    expectUnknown(report, "map.hash", "capability:CAP_BPF", "--cap-add BPF");
    expectUnknown(
        report,
        "prog_type.xdp",
        "capability:CAP_BPF+CAP_NET_ADMIN",
        "--cap-add BPF --cap-add NET_ADMIN");
  }

  @Test
  void capBpfAloneMakesMapsAndNoXdp() throws Exception {
    FeasibilityRecord report =
        feasibility(List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all,+bpf"));
    assertThat(row(report, "map.hash").status()).isEqualTo(CapabilityStatus.PASS);
    expectUnknown(report, "prog_type.xdp", "capability:CAP_NET_ADMIN", "NET_ADMIN");
  }

  @Test
  void capBpfAndNetAdminAreEnough() throws Exception {
    FeasibilityRecord report =
        feasibility(List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all,+bpf,+net_admin"));
    for (CapabilityRecord row : report.capabilities()) {
      if (row.name().matches("(map|prog_type|helper)\\..*")) {
        assertThat(row.status()).as(row.toString()).isEqualTo(CapabilityStatus.PASS);
      }
    }
  }

  @Test
  void aFullSetInAUserNamespaceIsWorthNothing() throws Exception {
    FeasibilityRecord report = feasibility(List.of("unshare", "--user", "--map-root-user"));
    expectUnknown(report, "map.hash", "user-namespace", "initial user namespace");
    expectUnknown(report, "prog_type.xdp", "user-namespace", "initial user namespace");
  }

  private static void expectUnknown(
      FeasibilityRecord report, String name, String refuser, String remedy) {
    CapabilityRecord row = row(report, name);
    assertThat(row.status()).as(row.toString()).isEqualTo(CapabilityStatus.UNKNOWN);
    assertThat(row.required()).isTrue();
    assertThat(row.refusedBy()).hasValue(refuser);
    assertThat(row.remedy().orElse("")).contains(remedy);
    assertThat(row.reason().orElse("")).startsWith("EPERM");
    assertThat(report.passed()).isFalse();
  }

  private static CapabilityRecord row(FeasibilityRecord report, String name) {
    return report.capabilities().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FeasibilityRecord feasibility(List<String> wrapper)
      throws IOException, InterruptedException, RecordException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of("--", image.launcher().toString(), "feasibility"));
    Image.Outcome outcome = Image.exec(TOOLS, command.toArray(String[]::new));
    assertThat(outcome.stderr()).isEmpty();
    return FeasibilityRecord.fromJson(JsonReader.read(outcome.stdout()));
  }
}
