package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.packetframe.host.Fact;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Space;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.LinuxHost;
import io.packetframe.host.linux.TreeSmartLogs;
import io.packetframe.host.oshi.OshiHosts;
import io.packetframe.record.JsonWriter;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.Blessed;
import io.packetframe.testing.HostTreeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The inventory of every tree of {@code fixtures/hosts}, as JSON and as a page. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class InventoryTest {
  @TempDir private Path root;

  static List<String> trees() throws IOException {
    return HostTreeText.names();
  }

  @Test
  void sawTheTrees() throws IOException {
    assertThat(trees()).hasSizeGreaterThanOrEqualTo(9);
    for (String tree : trees()) {
      assertThat(Files.readString(Blessed.root().resolve("fixtures/hosts/" + tree + "/ORIGIN")))
          .as("ORIGIN of " + tree)
          .containsAnyOf("Captured", "Written by hand");
    }
  }

  @ParameterizedTest
  @MethodSource("trees")
  void looksAsReviewed(String tree) throws IOException {
    HostTreeText.unpack(tree, root);
    HostPlatform host =
        new LinuxHost(new HostFiles(root), InventoryTest::room, new TreeSmartLogs(root));
    Inventory inventory = Inventory.of(host);
    String json = JsonWriter.canonical(InventoryJson.of(inventory));
    assertThat(faults(json)).isEmpty();
    Blessed.compare("fixtures/hosts/" + tree + "/inventory.json", json);
    Blessed.compare(
        "fixtures/hosts/" + tree + "/inventory.txt", InventoryPage.text(inventory, false));
  }

  private static Fact<Space> room(String mountPoint) {
    return mountPoint.equals("/mnt/dead")
        ? Fact.unknown(mountPoint + " did not answer within 200 ms")
        : Fact.known(new Space(200L << 30, 50L << 30, 140L << 30));
  }

  @ParameterizedTest
  @EnumSource(value = OperatingSystem.class, mode = EnumSource.Mode.EXCLUDE, names = "LINUX")
  void aSystemThatWeCannotAskFitsTheSchemaToo(OperatingSystem system) throws IOException {
    Inventory inventory = Inventory.of(HostPlatforms.of(system, ScriptedSyscalls::new));
    assertThat(faults(JsonWriter.canonical(InventoryJson.of(inventory)))).isEmpty();
    assertThat(InventoryPage.text(inventory, false)).contains("Not known\n", system.title());
  }

  /** What only OSHI's answers have: caches without CPUs, disks without a busy share. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "what OSHI takes it for is asked for")
  void theAnswersOfOshiFitTheSchemaToo() throws IOException {
    Inventory inventory = Inventory.of(OshiHosts.of(OperatingSystem.LINUX));
    assertThat(faults(JsonWriter.canonical(InventoryJson.of(inventory)))).isEmpty();
    assertThat(InventoryPage.text(inventory, false)).contains("caches: L1");
  }

  @Test
  void foreignTextCannotMoveTheCursor() throws IOException {
    Path model = root.resolve("sys/class/block/sda/device/model");
    Files.createDirectories(model.getParent());
    Files.writeString(model, "evil\u001b[2J\u202emodel");
    Files.writeString(root.resolve("sys/class/block/sda/size"), "10\n");
    Inventory inventory =
        Inventory.of(
            new LinuxHost(new HostFiles(root), InventoryTest::room, new TreeSmartLogs(root)));
    assertThat(InventoryPage.text(inventory, false))
        .contains("evil\\u{1b}[2J\\u{202e}model")
        .doesNotContain("\u001b");
  }

  @Test
  void jsonOrAPage() {
    Invocation json = Invocation.of(new ScriptedSyscalls(), false, "inventory");
    assertThat(json.err()).isEmpty();
    assertThat(json.code()).isZero();
    assertThat(json.out()).startsWith("{\n  \"cpu\": {");
    Invocation page = Invocation.of(new ScriptedSyscalls(), true, "inventory", "--human");
    assertThat(page.out()).startsWith("\u001b[1mProcessors\u001b[0m\n");
    Invocation both =
        Invocation.of(new ScriptedSyscalls(), false, "inventory", "--json", "--human");
    assertThat(both.code()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1536, 1.5 KiB",
    "1048575, 1 MiB",
    "107374182400, 100 GiB",
    "9223372036854775807, 8 EiB"
  })
  void amounts(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void barsAreOfOneWidthWhateverTheShare() {
    for (double share : new double[] {-1, 0, 0.004, 0.5, 1, 2}) {
      assertThat(Amounts.bar(share).substring(0, 20)).as("" + share).matches("\u2588*\u2591*");
    }
    assertThat(Amounts.bar(0.5)).isEqualTo("\u2588".repeat(10) + "\u2591".repeat(10) + "  50 %");
    assertThat(Drawing.in(StandardCharsets.US_ASCII, Amounts.bar(0.5)))
        .isEqualTo("##########..........  50 %");
    assertThat(Drawing.in(StandardCharsets.UTF_8, Amounts.bar(0.5))).isEqualTo(Amounts.bar(0.5));
    assertThat(Amounts.ranges(List.of(0, 1, 2, 5, 7, 8))).isEqualTo("0-2,5,7-8");
    assertThat(Amounts.decimal(10_000_000_000.0, "bit/s")).isEqualTo("10 Gbit/s");
  }

  private static List<String> faults(String json) throws IOException {
    String schema = "/io/packetframe/cli/inventory-1.schema.json";
    try (InputStream content =
        Objects.requireNonNull(InventoryCommand.class.getResourceAsStream(schema), schema)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(new String(content.readAllBytes(), StandardCharsets.UTF_8))
          .validate(json, InputFormat.JSON)
          .stream()
          .map(String::valueOf)
          .toList();
    }
  }
}
