package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.packetframe.probe.Catalogue;
import io.packetframe.record.AssetRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.RecordException;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FeasibilityCommandTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(
              FeasibilityCommandTest.class.getResourceAsStream(
                  "/io/packetframe/record/feasibility-1.schema.json"));

  private final ScriptedSyscalls refusing = new ScriptedSyscalls().refusingBpf(Errno.EPERM);

  @Test
  void jsonFollowsTheSchemaWhateverTheKernelSays() throws RecordException {
    for (Errno errno : List.of(Errno.EPERM, Errno.EINVAL, Errno.ENOSYS, Errno.ENOMEM)) {
      Invocation invocation =
          Invocation.of(new ScriptedSyscalls().refusingBpf(errno), false, "feasibility");
      assertThat(SCHEMA.validate(invocation.out(), InputFormat.JSON)).isEmpty();
      assertThat(FeasibilityRecord.fromJson(JsonReader.read(invocation.out())).passed()).isFalse();
      assertThat(invocation.code()).isEqualTo(1);
      assertThat(invocation.err()).isEmpty();
    }
  }

  @Test
  void theSchemaRefusesWhatIsNoReport() {
    String row = "{\"name\":\"map.hash\",\"status\":\"maybe\",\"detail\":\"x\",\"required\":true}";
    assertThat(
            SCHEMA.validate(
                "{\"version\":\"1\",\"passed\":true,\"capabilities\":[" + row + "]}",
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void epermIsUnknownOnEveryBpfRowAndStaysRequired() throws RecordException {
    FeasibilityRecord report = report(Invocation.of(refusing, false, "feasibility", "--json"));
    for (CapabilityRecord row : report.capabilities()) {
      if (row.name().startsWith("map.")
          || row.name().startsWith("helper.")
          || row.name().startsWith("prog_type.")
          || row.name().startsWith("program.")
          || row.name().equals("syscall.bpf")) {
        assertThat(row.status()).as(row.name()).isEqualTo(CapabilityStatus.UNKNOWN);
        // One form of the data path is enough: only the last that is tried has to pass.
        assertThat(row.required())
            .as(row.name())
            .isEqualTo(!row.name().equals("program.fast_path"));
      }
    }
  }

  @Test
  void rowsKeepTheirOrder() throws RecordException {
    FeasibilityRecord report = report(Invocation.of(refusing, false, "feasibility"));
    List<String> names = new ArrayList<>();
    report.capabilities().forEach(row -> names.add(row.name()));
    Blessed.compare(
        "packetframe/src/test/resources/io/packetframe/cli/rows.txt",
        String.join("\n", names) + "\n");
    List<String> described = new ArrayList<>();
    Catalogue.descriptions().forEach(description -> described.add(description.name()));
    assertThat(described).containsAll(names);
  }

  @Test
  void aFullReportAddsAdvisoriesAtItsEnd() throws RecordException {
    List<CapabilityRecord> plain =
        report(Invocation.of(refusing, false, "feasibility")).capabilities();
    Invocation invocation = Invocation.of(refusing, false, "feasibility", "--full");
    assertThat(SCHEMA.validate(invocation.out(), InputFormat.JSON)).isEmpty();
    List<CapabilityRecord> full = report(invocation).capabilities();
    assertThat(full.subList(0, plain.size())).isEqualTo(plain);
    List<CapabilityRecord> advisories = full.subList(plain.size(), full.size());
    Blessed.compare(
        "packetframe/src/test/resources/io/packetframe/cli/advisories.txt",
        String.join("\n", advisories.stream().map(CapabilityRecord::name).toList()) + "\n");
    assertThat(advisories)
        .noneMatch(CapabilityRecord::required)
        .allMatch(row -> describes(row.name()));
    assertThat(refusing.openDescriptors()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullReportListsThePartsOfTheMachineAndAPlainOneDoesNot() throws RecordException {
    assertThat(report(Invocation.of(refusing, false, "feasibility")).assets()).isEmpty();
    Invocation full = Invocation.of(refusing, false, "feasibility", "--full");
    FeasibilityRecord report = report(full);
    assertThat(report.assets()).extracting(AssetRecord::kind).contains("memory");
    assertThat(report.assets())
        .filteredOn(asset -> asset.kind().equals("memory"))
        .allSatisfy(memory -> assertThat(memory.capacity().orElseThrow()).isPositive());
    assertThat(FeasibilityRecord.fromJson(report.toJson())).isEqualTo(report);
    assertThat(SCHEMA.validate(full.out().replace("\"capacity\"", "\"size\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(Invocation.of(refusing, false, "feasibility", "--full", "--human").out())
        .contains("\nPART ", "\nmemory ");
  }

  @Test
  void partsOfTheMachineStandBetweenRowsAndSummary() {
    FeasibilityRecord report =
        new FeasibilityRecord(
            "1",
            List.of(row("kconfig", CapabilityStatus.PASS, true, "x")),
            List.of(),
            List.of(
                new AssetRecord(
                    "cpu",
                    "package 0",
                    "package 0",
                    OptionalLong.of(4),
                    OptionalLong.empty(),
                    Optional.empty(),
                    new TreeMap<>(Map.of("used", "shared", "health", "not told"))),
                new AssetRecord(
                    "storage",
                    "serial\u001b7",
                    "nvme0n1",
                    OptionalLong.of(1L << 40),
                    OptionalLong.of(1536),
                    Optional.empty(),
                    new TreeMap<>(Map.of("health", "not told")))));
    assertThat(FeasibilityTable.of(report, false))
        .endsWith(
            """

            PART     NAME       CAPACITY  USED     HEALTH  IDENTITY
            cpu      package 0  4 CPUs    ?        ?
            storage  nvme0n1    1 TiB     1.5 KiB  ?       serial\\u{1b}7

            ? is not known:
              - health of package 0, health of nvme0n1: not told
              - used of package 0: shared

            All required capabilities are present.
            """);
  }

  private static boolean describes(String row) {
    return Catalogue.descriptions().stream().anyMatch(it -> it.name().equals(row));
  }

  @Test
  void everySystemButLinuxLacksEverythingForOneReason() throws RecordException {
    String linux = System.setProperty("os.name", "FreeBSD");
    try {
      Invocation invocation = Invocation.of(LinuxSystem.syscalls(), false, "feasibility", "--full");
      assertThat(invocation.code()).isEqualTo(1);
      assertThat(invocation.out()).contains("jit.always_on");
      for (CapabilityRecord row : report(invocation).capabilities()) {
        assertThat(row.status()).as(row.name()).isEqualTo(CapabilityStatus.FAIL);
        assertThat(row.detail()).isEqualTo("this is FreeBSD: the data path needs Linux");
      }
    } finally {
      System.setProperty("os.name", linux);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aConfigAddsRowsForItsInterfacesInPlaceOfTheDeferredOne(@TempDir Path directory)
      throws IOException, RecordException {
    Path config = directory.resolve("packetframe.conf");
    Files.writeString(config, "module fast-path\nattach lo generic\n");
    Invocation invocation =
        Invocation.of(refusing, false, "feasibility", "--config", config.toString());
    List<String> names = new ArrayList<>();
    report(invocation).capabilities().forEach(row -> names.add(row.name()));
    assertThat(names)
        .doesNotContain("xdp.per_interface_attach_probe")
        .endsWith(
            "kernel.version",
            "program.fast_path",
            "program.two_stage",
            "xdp.attach.lo",
            "iface.lo.gro",
            "iface.lo.rps",
            "iface.lo.coalesce",
            "iface.lo.rxvlan",
            "bypass.nat",
            "bypass.ipsec",
            "bypass.peer_offloads",
            "bypass.filter",
            "bypass.rp_filter",
            "bypass.tc");
    // Nothing was attached: the kernel did not say whether a program is there already.
    assertThat(refusing.calls()).doesNotContain(BpfCommand.LINK_CREATE);
    assertThat(refusing.openDescriptors()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aConfigThatIsWrongOrNamesNoInterfaceOfThisHostPrintsNoReport() {
    Path example = Blessed.root().resolve("fixtures/configs/packetframe.conf");
    Invocation missing =
        Invocation.of(refusing, false, "feasibility", "--config", example.toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).contains("interface `wan0` is not in");
    Invocation absent = Invocation.of(refusing, false, "feasibility", "--config", "/no/such");
    assertThat(absent)
        .isEqualTo(
            new Invocation(
                1, "", "packetframe: cannot read /no/such: no such file or directory\n"));
  }

  @Test
  void theTableIsAsSpecified() {
    FeasibilityRecord report =
        new FeasibilityRecord(
            "1.2.3",
            List.of(
                row("kconfig", CapabilityStatus.PASS, true, "three flags"),
                row("map.hash", CapabilityStatus.UNKNOWN, true, "create: EPERM"),
                row("bpffs", CapabilityStatus.FAIL, true, "not mounted\u001b[2J"),
                row("kernel.version", CapabilityStatus.DEFERRED, false, "later")),
            List.of());
    assertThat(FeasibilityTable.of(report, false))
        .isEqualTo(
            """
            PacketFrame feasibility report (v1.2.3)

            STATUS  REQ CAPABILITY                     DETAIL
            ------- --- -----------------------------  ------------------------------
            PASS    yes kconfig                        three flags
            UNKN    yes map.hash                       create: EPERM
            FAIL    yes bpffs                          not mounted\\u{1b}[2J
            DEFER   no  kernel.version                 later

            2 required capabilities are missing or unknown:
              - map.hash (create: EPERM)
                  to mend: sudo
              - bpffs (not mounted\\u{1b}[2J)
                  to mend: sudo
            """);
    assertThat(FeasibilityTable.of(report, true))
        .contains("\u001b[32mPASS\u001b[0m    yes", "\u001b[33mUNKN\u001b[0m", "\u001b[31mFAIL");
  }

  @Test
  void oneMissingCapabilityIsSingularAndNoneIsSaid() {
    CapabilityRecord pass = row("kconfig", CapabilityStatus.PASS, true, "x");
    CapabilityRecord fail = row("bpffs", CapabilityStatus.FAIL, true, "y");
    assertThat(FeasibilityTable.of(new FeasibilityRecord("1", List.of(pass), List.of()), false))
        .endsWith("\n\nAll required capabilities are present.\n");
    assertThat(FeasibilityTable.of(new FeasibilityRecord("1", List.of(fail), List.of()), false))
        .contains("\n\n1 required capability is missing or unknown:\n");
  }

  private static FeasibilityRecord report(Invocation invocation) throws RecordException {
    return FeasibilityRecord.fromJson(JsonReader.read(invocation.out()));
  }

  private static CapabilityRecord row(
      String name, CapabilityStatus status, boolean required, String detail) {
    boolean bad = status == CapabilityStatus.FAIL || status == CapabilityStatus.UNKNOWN;
    return new CapabilityRecord(
        name,
        status,
        detail,
        required,
        bad ? Optional.of("why") : Optional.empty(),
        Optional.empty(),
        bad ? Optional.of("sudo") : Optional.empty());
  }
}
