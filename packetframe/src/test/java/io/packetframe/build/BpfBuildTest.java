package io.packetframe.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What bpf/Makefile makes of good sources, bad sources and other compilers. */
@EnabledOnOs(OS.LINUX)
class BpfBuildTest {
  private static final String LICENSE =
      "char LICENSE[] __attribute__((section(\"license\"))) = \"GPL\";\n";
  private static final String PROGRAM =
      "__attribute__((section(\"xdp\"))) int pass(void *ctx) { return 2; }\n";

  private record Outcome(int status, String output) {}

  @TempDir private Path folder;
  private Path source = Path.of("set before each test");

  @BeforeEach
  void makeSourceFolder() throws IOException {
    source = Files.createDirectory(folder.resolve("src")).resolve("x.bpf.c");
  }

  @Test
  void aProgramBecomesAnObjectAndALineOfTheManifest() throws Exception {
    Files.writeString(source, PROGRAM + LICENSE);
    assertThat(make()).isEqualTo(new Outcome(0, ""));
    assertThat(manifest().getProperty("x.bpf.o.sha256")).matches("[0-9a-f]{64}");
    assertThat(manifest().getProperty("clang.pinned")).isEqualTo("19");
  }

  @Test
  void theSameSourceGivesTheSameBytesInAnotherFolder() throws Exception {
    List<String> manifests = new ArrayList<>();
    for (String place : List.of("here", "at/another/place")) {
      Path checkout = Files.createDirectories(folder.resolve(place));
      for (String part : List.of("Makefile", "check-object.sh", "src")) {
        run(
            "cp",
            "-a",
            Blessed.root().resolve("bpf").resolve(part).toString(),
            checkout.toString());
      }
      assertThat(run("make", "-s", "-C", checkout.toString()).status()).isZero();
      manifests.add(
          Files.readString(
              checkout.resolve("target/classes/io/packetframe/bpf/objects/manifest.properties")));
    }
    assertThat(manifests.get(1)).isEqualTo(manifests.get(0)).contains("xdp_pass.bpf.o.sha256=");
  }

  @Test
  void whatCouldDoNothingFailsTheBuild() throws Exception {
    refused("", "holds no program: a stub");
    refused(LICENSE, "holds no program: a stub");
    refused(PROGRAM, "has no section license");
  }

  @Test
  void whatOldKernelsRefuseFailsTheBuild() throws Exception {
    refused(
        "__attribute__((noinline)) static int f(int *p) { return ++*p; }\n"
            + "__attribute__((section(\"xdp\"))) int pass(int *ctx) { int x = 1; return f(&x); }\n"
            + LICENSE,
        ".text is not empty");
    refused(
        "int elsewhere(void);\n"
            + "__attribute__((section(\"xdp\"))) int pass(void *ctx) { return elsewhere(); }\n"
            + LICENSE,
        "calls what is not there: elsewhere");
  }

  @Test
  void anErrorOfTheCompilerIsShown() throws Exception {
    refused("int broken(\n", "x.bpf.c:1:12: error");
  }

  @Test
  void withoutAnyClangTheSentenceNamesThePackage() throws Exception {
    Files.writeString(source, PROGRAM + LICENSE);
    Outcome outcome = make("CLANG=/nowhere/clang");
    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.output())
        .contains("bpf: no clang on this machine: install clang-19 (.github/setup does it)\n");
    assertThat(folder.resolve("out/x.bpf.o")).doesNotExist();
  }

  @Test
  void anotherClangBuildsWithAWarningAndIsNamedInTheManifest() throws Exception {
    Files.writeString(source, PROGRAM + LICENSE);
    Path other = folder.resolve("clang-14");
    Files.writeString(
        other,
        "#!/bin/sh\n[ \"$1\" != -dumpversion ] || { echo 14.0.6; exit; }\nexec clang-19 \"$@\"\n");
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    Outcome outcome = make("CLANG=" + other, "STRIP=llvm-strip-19", "READELF=llvm-readelf-19");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).contains("WARNING: clang 14.0.6 instead of the pinned clang-19");
    assertThat(manifest().getProperty("clang")).isEqualTo("14.0.6");
  }

  private void refused(String program, String reason) throws Exception {
    Files.writeString(source, program);
    Outcome outcome = make();
    assertThat(outcome.status()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains(reason);
    assertThat(folder.resolve("out/x.bpf.o")).doesNotExist();
  }

  private Properties manifest() throws IOException {
    Properties manifest = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("out/manifest.properties"))) {
      manifest.load(reader);
    }
    return manifest;
  }

  private Outcome make(String... variables) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "make",
                "--silent",
                "--no-print-directory",
                "-C",
                Blessed.root().resolve("bpf").toString(),
                "SRC=" + folder.resolve("src"),
                "OUT=" + folder.resolve("out"),
                "WORK=" + folder.resolve("work")));
    command.addAll(List.of(variables));
    return run(command.toArray(String[]::new));
  }

  private static Outcome run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }
}
