package io.packetframe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.image.Image.Loaded;
import io.packetframe.image.Image.Outcome;
import io.packetframe.testing.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class RuntimeImageIT {
  private final Image image = Image.built();

  @TempDir private Path folder;

  @Test
  void startsWithNothingInTheEnvironment() throws Exception {
    Outcome help = image.run("--help");

    assertThat(help.status()).isZero();
    assertThat(help.stdout()).contains("feasibility");
    assertThat(help.stderr()).isEmpty();
  }

  @Test
  void answersInJsonWithoutAnyJava() throws Exception {
    Outcome answer = image.run("feasibility", "--json");

    assertThat(answer.status()).isIn(0, 1);
    assertThat(answer.stdout().strip()).startsWith("{").endsWith("}");
  }

  @Test
  void bringsAnExampleThatItsOwnCheckAccepts() throws Exception {
    String example = image.home().resolve("share/packetframe.conf").toString();

    Outcome outcome = image.run("check", "--offline", "--config", example);

    assertThat(outcome.status()).as(outcome.toString()).isZero();
  }

  /** Above all: no JVM option, and no agent, finds its way into a root process. */
  @Test
  void takesNoOptionFromTheEnvironment() throws Exception {
    Map<String, String> hostile =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-javaagent:/nonexistent.jar",
            "JDK_JAVA_OPTIONS", "--no-such-option",
            "_JAVA_OPTIONS", "-Xint -XX:+PrintFlagsFinal",
            "_JAVA_LAUNCHER_DEBUG", "1",
            "JAVA_HOME", "/nonexistent",
            "CLASSPATH", "/nonexistent",
            "CDPATH", "/:/usr",
            "LC_ALL", "C");

    assertThat(image.runWith(hostile, "--help")).isEqualTo(image.run("--help"));
  }

  @Test
  void runsFromAnotherPathAndThroughSymbolicLinks() throws Exception {
    Outcome expected = image.run("--help");
    Path deeper = Files.createDirectories(folder.resolve("a path/with spaces"));
    Image copy = image.copyTo(deeper.resolve("image"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), copy.launcher());
    Path second = Files.createSymbolicLink(deeper.resolve("second"), Path.of("../../first"));

    assertThat(copy.run("--help")).isEqualTo(expected);
    Map<String, String> path = Map.of("PATH", "/usr/bin:/bin");
    for (Path link : List.of(first, second)) {
      assertThat(Image.exec(path, link.toString(), "--help")).isEqualTo(expected);
    }
    // Found on PATH, and named relatively from inside its folder.
    assertThat(
            Image.exec(
                Map.of("PATH", copy.home().resolve("bin") + ":/usr/bin:/bin"),
                "/bin/sh",
                "-c",
                "cd / && packetframe --help"))
        .isEqualTo(expected);
    assertThat(
            Image.exec(
                path,
                "/bin/sh",
                "-c",
                "cd \"$1\" && sh packetframe --help",
                "sh",
                copy.home().resolve("bin").toString()))
        .isEqualTo(expected);
  }

  @Test
  void saysNothingOnStdoutWhenTheArchiveIsRejected() throws Exception {
    Outcome expected = image.run("--help");
    Image copy = image.copyTo(folder.resolve("touched"));
    try (Stream<Path> files = Files.list(copy.home().resolve("lib"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
      }
    }

    assertThat(copy.run("--help").stdout()).isEqualTo(expected.stdout());
    Path log = folder.resolve("load.log");
    copy.addOption("-Xlog:class+load:file=" + log);
    assertThat(Image.loadedBy(copy, log, "--help"))
        .as("the archive was rejected indeed")
        .anyMatch(type -> type.name().startsWith("picocli.") && !type.archived());
  }

  @Test
  void keepsTheWarningsOfTheJvmOffStdout() throws Exception {
    // Deprecated long ago: the JVM says so in the old way, past its own logging.
    Image copy = image.withOption("-Xverify:none", folder.resolve("warned"));

    Outcome outcome = copy.run("--help");

    assertThat(outcome.stdout()).isEqualTo(image.run("--help").stdout());
    assertThat(outcome.stderr()).contains("warning");
  }

  /** What keeps start-up at a quarter of the time; a class path or option mismatch shows here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "feasibility --json",
        "feasibility --json --full",
        "feasibility --human",
        "explain syscall.bpf",
        "lint IMAGE/share/bpf/fast_path.bpf.o",
        "check --offline --config IMAGE/share/packetframe.conf"
      })
  void loadsItsClassesFromTheArchive(String command) throws Exception {
    Path log = folder.resolve("load.log");
    Image copy = image.withOption("-Xlog:class+load:file=" + log, folder.resolve("logging"));

    String[] args = command.replace("IMAGE", copy.home().toString()).split(" ");
    List<Loaded> loaded = Image.loadedBy(copy, log, args);

    assertThat(loaded).as("the log was read").hasSizeGreaterThan(400);
    List<Loaded> missed = loaded.stream().filter(type -> !type.archived()).toList();
    assertThat(missed.size() * 100.0 / loaded.size())
        .as("per cent not from the archive: %s", missed)
        .isLessThan(5);
    // picocli ships class files that the archive cannot take unless the build raises them.
    for (String origin : List.of("picocli.", "io.packetframe.")) {
      assertThat(loaded)
          .filteredOn(type -> type.name().startsWith(origin) && !isMadeAtRunTime(type))
          .as(origin)
          .isNotEmpty()
          .allMatch(Loaded::archived);
    }
  }

  @Test
  void isReproducibleInModesAndTimes() throws Exception {
    try (Stream<Path> tree = Files.walk(image.home())) {
      assertThat(tree.filter(file -> !Files.isSymbolicLink(file)).toList())
          .allSatisfy(
              file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isIn("rwxr-xr-x", "rw-r--r--");
                assertThat(Files.getLastModifiedTime(file))
                    .isEqualTo(Files.getLastModifiedTime(image.launcher()));
              });
    }
  }

  /** In a mount namespace: the image read-only, /tmp ours alone, so that any file in it is ours. */
  @Test
  void writesNothing() throws Exception {
    String script =
        """
        set -e
        mount --bind "$1" /mnt
        mount -o remount,bind,ro /mnt
        mount -t tmpfs -o size=1m none /tmp
        cd /
        status=0
        env -i HOME=/tmp /mnt/bin/packetframe feasibility --json >/dev/null || status=$?
        [ "$status" -le 1 ]
        find /tmp -mindepth 1
        """;
    boolean root = "root".equals(System.getProperty("user.name"));
    Map<String, String> path = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    List<String> unshare =
        root
            ? List.of("unshare", "--mount", "--propagation", "private")
            : List.of("unshare", "--mount", "--map-root-user");
    String prefix = String.join(" ", unshare);
    Outcome possible = Image.exec(path, "/bin/sh", "-c", prefix + " true");
    if (possible.status() != 0) {
      assertThat(Requirement.KERNEL.isMandatory()).as(possible.stderr()).isFalse();
      abort("no mount namespace here: " + possible.stderr().strip());
    }

    Outcome outcome =
        Image.exec(
            path,
            "/bin/sh",
            "-c",
            prefix + " sh -c \"$0\" sh \"$1\"",
            script,
            image.home().toString());

    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
  }

  private static boolean isMadeAtRunTime(Loaded type) {
    return type.name().contains("$Proxy") || type.name().contains("/0x");
  }
}
