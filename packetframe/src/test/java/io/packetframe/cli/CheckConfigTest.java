package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.packetframe.config.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckConfigTest {
  @TempDir Path directory;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder err = new StringBuilder();
  private Path classNet = Path.of("");

  /** A host with lo, eth0 that udev knows as enp3s0, a bond's file, and fourteen more. */
  @BeforeEach
  void makeHost() throws IOException {
    classNet = Files.createDirectories(directory.resolve("class-net"));
    Files.createDirectory(classNet.resolve("lo"));
    Path eth0 = Files.createDirectory(classNet.resolve("eth0"));
    Files.writeString(eth0.resolve("ifindex"), "2\n");
    Files.writeString(classNet.resolve("bonding_masters"), "\n");
    Path udev = Files.createDirectory(directory.resolve("udev"));
    Files.writeString(udev.resolve("n2"), "I:1\nE:ID_NET_NAME_PATH=enp3s0\nE:ID_BUS=pci\n");
  }

  @Test
  void aValidConfigIsSaidToBeOne() throws IOException {
    assertThat(check("module fast-path\n  attach eth0 auto\n", false, false)).isZero();
    assertThat(out).hasToString(directory.resolve("test.conf") + ": valid\n");
    assertThat(err).isEmpty();
  }

  @Test
  void namesMissingInterfacesAndWhatMayBeMeant() throws IOException {
    String config =
        """
        module fast-path
          attach eht0 native
          attach enp3s0 native
          attach bonding_masters native
          attach wan7 sideways
          mss-clamp via ppp0 1400
        """;
    assertThat(check(config, false, false)).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            F:2:10: error: interface `eht0` is not in N [interface-missing]
              2 |   attach eht0 native
                |          ^~~~
                expected an interface of this host: `eth0`, `lo`
                did you mean `eth0`?
            F:3:10: error: interface `enp3s0` is not in N [interface-missing]
              3 |   attach enp3s0 native
                |          ^~~~~~
                expected an interface of this host: `eth0`, `lo`
                udev knows `eth0` by this name; did you mean `eth0`?
            F:4:10: error: interface `bonding_masters` is not in N [interface-missing]
              4 |   attach bonding_masters native
                |          ^~~~~~~~~~~~~~~
                expected an interface of this host: `eth0`, `lo`
            F:5:10: error: interface `wan7` is not in N [interface-missing]
              5 |   attach wan7 sideways
                |          ^~~~
                expected an interface of this host: `eth0`, `lo`
            F:5:15: error: `sideways` is no value of `attach` [bad-word]
              5 |   attach wan7 sideways
                |               ^~~~~~~~
                expected `native`, `generic`, `auto` or `tc`
            F:6:17: error: interface `ppp0` is not in N [interface-missing]
              6 |   mss-clamp via ppp0 1400
                |                 ^~~~
                expected an interface of this host: `eth0`, `lo`
            F: not valid, 6 errors
            """);
  }

  @Test
  void offlineAsksNothingOfTheHost() throws IOException {
    assertThat(check("module fast-path\n  attach wan7 native\n", true, false)).isZero();
  }

  @Test
  void aHostWithoutSysfsCannotConfirmInterfaces() throws IOException {
    classNet = directory.resolve("nowhere");
    assertThat(check("module fast-path\n  attach eth0 native\n", false, false)).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            F: error: the interfaces of this host cannot be listed: N cannot be read \
            [interfaces-unknown]
              check with `--offline` where the config is not to be used
            F: not valid, 1 error
            """);
    out.setLength(0);
    assertThat(check("global\n", false, false)).as("names no interface").isZero();
  }

  @Test
  void listsOnlySomeOfManyInterfaces() throws IOException {
    for (int i = 0; i < 14; i++) {
      Files.createDirectory(classNet.resolve("veth" + i));
    }
    check("module fast-path\n  attach wlan0 native\n", false, false);
    assertThat(out).contains("`veth13` and 8 more");
  }

  @Test
  void aFileThatCannotBeReadIsOneSentence() throws IOException {
    Path missing = directory.resolve("missing.conf");
    assertThat(checker().run(missing, false, false, out, err)).isEqualTo(1);
    assertThat(out).isEmpty();
    assertThat(err).hasToString("cannot read " + missing + ": no such file or directory\n");

    err.setLength(0);
    assertThat(checker().run(missing, false, true, out, err)).isEqualTo(1);
    assertThat(err).isEmpty();
    assertValidJson();
    assertThat(out).contains("\"kind\" : \"unreadable\"");
  }

  @Test
  void jsonHoldsAllThatTheTextSays() throws IOException {
    assertThat(check("module fast-path\n  dry-run on\n  dry-run onn\n", true, true)).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            """
            {
              "file" : "F",
              "valid" : false,
              "problems" : [ {
                "file" : "F",
                "line" : 3,
                "column" : 3,
                "length" : 7,
                "severity" : "error",
                "kind" : "duplicate",
                "message" : "`dry-run` is given twice; first given at line 2",
                "related" : {
                  "line" : 2,
                  "column" : 3,
                  "length" : 7
                }
              }, {
                "file" : "F",
                "line" : 3,
                "column" : 11,
                "length" : 3,
                "severity" : "error",
                "kind" : "bad-word",
                "message" : "`onn` is no value of `dry-run`",
                "expected" : "`on` or `off`",
                "suggestion" : "did you mean `on`?"
              } ],
              "omitted" : 0
            }
            """);
  }

  @ParameterizedTest
  @MethodSource("io.packetframe.cli.CheckCasesTest#cases")
  void jsonKeepsToItsSchema(Path name) throws IOException {
    Path config = CheckCasesTest.CASES.resolve(name);
    int exitCode = checker().run(config, true, true, out, err);
    assertValidJson();
    assertThat(out).contains("\"valid\" : " + (exitCode == 0));
    assertThat(out.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
  }

  @Test
  void theSchemaKnowsEveryKindOfProblem() throws IOException {
    String schema = new String(schemaStream().readAllBytes(), StandardCharsets.UTF_8);
    for (ProblemKind kind : ProblemKind.values()) {
      assertThat(schema).contains('"' + kind.toString() + '"');
    }
  }

  @Test
  void namesOfFilesAreScrubbed() throws IOException {
    Path file = directory.resolve("a\u001b[2J.conf");
    checker().run(file, true, false, out, err);
    assertThat(err.toString()).contains("a\\u{1b}[2J.conf").doesNotContain("\u001b");
    Files.writeString(file, "frobnicate");
    checker().run(file, true, false, out, err);
    assertThat(out.toString()).contains("a\\u{1b}[2J.conf").doesNotContain("\u001b");
  }

  private int check(String config, boolean offline, boolean json) throws IOException {
    Path file = Files.writeString(directory.resolve("test.conf"), config);
    return checker().run(file, offline, json, out, err);
  }

  private CheckConfig checker() {
    return new CheckConfig(
        new MissingInterfaces(classNet, directory.resolve("udev")),
        List.of(new HostWarnings(classNet, directory.resolve("proc"))::about));
  }

  private String said() {
    return out.toString()
        .replace(directory.resolve("test.conf").toString(), "F")
        .replace(classNet.toString(), "N");
  }

  private void assertValidJson() {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaStream());
    Set<ValidationMessage> violations = schema.validate(out.toString(), InputFormat.JSON);
    assertThat(violations).isEmpty();
  }

  private static InputStream schemaStream() {
    return Objects.requireNonNull(
        CheckConfig.class.getResourceAsStream("check-1.schema.json"), "check-1.schema.json");
  }
}
