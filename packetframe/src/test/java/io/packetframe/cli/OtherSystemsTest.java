package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process that takes this host for another system. */
class OtherSystemsTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"FreeBSD", "OpenBSD", "NetBSD", "DragonFlyBSD", "Mac OS X", "Windows 11"})
  void monitorsNothingAndSaysWhy(String osName) throws Exception {
    String text = run(osName, System.getProperty("java.class.path"), "monitor", "--support");
    assertThat(text.lines())
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.startsWith("no   "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FreeBSD", "OpenBSD", "NetBSD", "DragonFlyBSD", "Mac OS X", "Windows 11"})
  void knowsNothingOfAMachineThatIsSomethingElse(String osName) throws Exception {
    String text = run(osName, System.getProperty("java.class.path"), "inventory", "--json");
    assertThat(text).contains("\"unknown\":");
    assertThat(loaded())
        .noneMatch(name -> name.startsWith("io.packetframe.host.linux."))
        .noneMatch(name -> name.startsWith("oshi.hardware.platform.linux."));
  }

  /** The jars of OSHI are not part of the images, and may be left out elsewhere. */
  @Test
  void withoutOshiTheReasonIsThatItIsMissing() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(element -> !Path.of(element).getFileName().toString().startsWith("oshi-"))
            .collect(Collectors.joining(File.pathSeparator));
    String text = run("FreeBSD", classPath, "inventory", "--json");
    assertThat(text)
        .contains("OSHI, which asks FreeBSD, cannot be loaded")
        .doesNotContain("resource path");
  }

  /** Whoever is on Linux pays nothing for what other systems need. */
  @Test
  void linuxLoadsNothingOfOshi() throws Exception {
    assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
    run("Linux", System.getProperty("java.class.path"), "inventory", "--json");
    assertThat(loaded())
        .anyMatch(name -> name.startsWith("io.packetframe.host.linux."))
        .noneMatch(name -> name.startsWith("oshi."))
        .noneMatch(name -> name.startsWith("org.slf4j."))
        .noneMatch(name -> name.startsWith("com.sun.jna.platform."))
        .noneMatch(name -> name.startsWith("io.packetframe.host.oshi."));
  }

  private String run(String osName, String classPath, String... arguments) throws Exception {
    Path output = directory.resolve("output.txt");
    // Apart: the virtual machine warns of what JNA tries to load there.
    Path errors = directory.resolve("errors.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dos.name=" + osName);
    command.add("-Xlog:class+load:file=" + directory.resolve("classes.txt"));
    command.add("-cp");
    command.add(classPath);
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    String complaints = Files.readString(errors, StandardCharsets.UTF_8);
    assertThat(exit).as(complaints).isEqualTo(ExitCode.OK);
    assertThat(text + complaints).doesNotContain("\tat ", "SLF4J");
    return text;
  }

  /** Names of the classes that were loaded: the first word behind the tags of each line. */
  private List<String> loaded() throws IOException {
    return Files.readAllLines(directory.resolve("classes.txt"), StandardCharsets.UTF_8).stream()
        .map(line -> line.substring(line.lastIndexOf(']') + 1).strip().split(" ", 2)[0])
        .toList();
  }
}
