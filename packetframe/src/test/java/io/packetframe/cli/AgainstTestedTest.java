package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.KernelRecord;
import io.packetframe.record.NearestKernel;
import io.packetframe.record.RunRecord;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kernel that was tested is nearest to a host's, and what the host answers otherwise. */
class AgainstTestedTest {
  private final ScriptedSyscalls refusing = new ScriptedSyscalls().refusingBpf(Errno.EPERM);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // Its own line, and of that the own architecture.
    "6.1.7-router, amd64, b-6.1-amd64",
    "6.1.7-router, arm64, c-6.1-arm64",
    // The newest line before it, however far.
    "6.11.0, amd64, b-6.1-amd64",
    "9.9.9, amd64, e-7.3-amd64",
    // Only where there is none, the oldest after it.
    "4.19.1, amd64, a-5.10-amd64",
    "6.10.0, amd64, b-6.1-amd64",
    "7.0.1, amd64, d-6.18-amd64",
  })
  void nearest(String release, String architecture, String expected) {
    TestedKernels tested =
        new TestedKernels(
            List.of(
                record("e-7.3-amd64", "amd64", "7.3.4+deb13", CapabilityStatus.PASS),
                record("a-5.10-amd64", "amd64", "5.10.0-9", CapabilityStatus.PASS),
                record("c-6.1-arm64", "arm64", "6.1.0-50", CapabilityStatus.PASS),
                record("b-6.1-amd64", "amd64", "6.1.0-50", CapabilityStatus.PASS),
                record("d-6.18-amd64", "amd64", "6.18.15", CapabilityStatus.PASS)));
    KernelRelease here = KernelRelease.parse(release).orElseThrow();
    assertThat(tested.nearest(here, architecture).orElseThrow().kernel().id()).isEqualTo(expected);
  }

  @Test
  void whatBothWereAskedAndAnsweredOtherwise() {
    FeasibilityRecord host =
        new FeasibilityRecord(
            "1",
            List.of(row("map.ringbuf", CapabilityStatus.FAIL), row("new", CapabilityStatus.FAIL)),
            List.of());
    NearestKernel nearest =
        NearestKernel.of(
            record("b-6.1-amd64", "amd64", "6.1.0", CapabilityStatus.PASS),
            host,
            Map.of("CONFIG_A", "m", "CONFIG_B", "n", "CONFIG_HZ", "1000"),
            true);
    assertThat(AgainstTested.text(nearest))
        .isEqualTo(
            """

            The nearest kernel that was tested is b-6.1-amd64 (6.1.0), of this host's line.
            PacketFrame did not do there all that it claims.
            This host answers otherwise:
              - map.ringbuf: fail here, pass there
              - CONFIG_B: n here, y there
              - CONFIG_HZ: 1000 here, 250 there
            """);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theAcceptedRecordsOfThisProjectCanBeComparedWith() {
    Path accepted = Blessed.root().resolve("acceptance");
    Invocation human =
        Invocation.of(refusing, false, "feasibility", "--human", "--against", accepted.toString());
    assertThat(human.out()).contains("The nearest kernel that was tested is debian-");
    Invocation json =
        Invocation.of(refusing, false, "feasibility", "--against", accepted.toString());
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                FeasibilityRecord.class.getResourceAsStream(
                    "/io/packetframe/record/feasibility-1.schema.json"));
    assertThat(schema.validate(json.out(), InputFormat.JSON)).isEmpty();
    assertThat(json.out()).contains("\"subject\": \"map.hash\"");
  }

  @Test
  void whatIsNoFolderOfRecordsIsSaidBeforeAnythingIsAsked() throws IOException {
    expect("no such file or directory", folder.resolve("missing"));
    expect("has no acceptance records", folder);
    Path file = Files.writeString(folder.resolve("broken.json"), "{\"schema\": 1");
    expect("broken.json is no acceptance record", folder);
    Files.write(file, new byte[] {(byte) 0xff, 0});
    expect("broken.json is no acceptance record", folder);
    Files.delete(file);
    Files.createDirectory(file);
    expect("broken.json", folder);
    assertThat(refusing.calls()).isEmpty();
  }

  private void expect(String message, Path records) {
    Invocation invocation =
        Invocation.of(refusing, false, "feasibility", "--against", records.toString());
    assertThat(invocation.err()).contains(message);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.code()).isEqualTo(ExitCode.RUNTIME);
  }

  @Test
  void recordsAreReadBack() throws Exception {
    AcceptanceRecord record = record("b-6.1-amd64", "amd64", "6.1.0", CapabilityStatus.PASS);
    Files.writeString(folder.resolve("b.json"), JsonWriter.canonical(record.toJson()));
    KernelRelease here = KernelRelease.parse("6.1.1").orElseThrow();
    assertThat(TestedKernels.in(folder).nearest(here, "amd64")).contains(record);
  }

  private static CapabilityRecord row(String name, CapabilityStatus status) {
    return new CapabilityRecord(
        name, status, "detail", true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static AcceptanceRecord record(
      String id, String architecture, String release, CapabilityStatus ringbuf) {
    TreeMap<String, String> config =
        new TreeMap<>(
            Map.of("CONFIG_A", "y", "CONFIG_B", "y", "CONFIG_C", "y", "CONFIG_HZ", "250"));
    return new AcceptanceRecord(
        new KernelRecord(id, architecture, release, new TreeMap<>(), true, true, config),
        new TreeMap<>(),
        new FeasibilityRecord("1", List.of(row("map.ringbuf", ringbuf)), List.of()),
        List.of(),
        new RunRecord("tcg", "asked for", "19", true, "Linux", List.of(), new LinkedHashMap<>()));
  }
}
