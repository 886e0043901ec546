package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process that takes this host for another system. */
class OtherSystemsTest {
  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"FreeBSD", "OpenBSD", "NetBSD", "DragonFlyBSD", "Mac OS X", "Windows 11"})
  void monitorsNothingAndSaysWhy(String osName) throws Exception {
    Path output = directory.resolve("output.txt");
    // Apart: the virtual machine warns of what JNA tries to load there.
    Path errors = directory.resolve("errors.txt");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dos.name=" + osName,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "monitor",
            "--support");
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    String complaints = Files.readString(errors, StandardCharsets.UTF_8);
    assertThat(exit).as(complaints).isEqualTo(ExitCode.OK);
    assertThat(text.lines()).hasSize(4).allMatch(line -> line.startsWith("no   "));
    assertThat(text + complaints).doesNotContain("\tat ");
  }
}
