package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.KernelDebugger;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.VmTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code verifier shell} on a terminal of its own, which script(1) makes, with a real guest;
 * timeout(1) ends what hangs.
 */
@VmTest
class ShellIT {
  private static final String KERNEL = "debian-6.1-amd64";
  private static final String PROMPT = KERNEL + ":/root# ";

  private final StringBuilder said = new StringBuilder();
  private List<Path> before = List.of();

  @BeforeEach
  void look() throws IOException {
    before = leftovers();
  }

  /** Starts the command; before and after it the terminal tells its settings. */
  private static Process start(String... more) throws IOException {
    String verifier =
        String.join(
            " ",
            Stream.concat(
                    Stream.of(
                        "'" + Path.of(System.getProperty("java.home"), "bin/java") + "'",
                        "-cp",
                        "'" + System.getProperty("java.class.path") + "'",
                        Main.class.getName(),
                        "shell",
                        "--kernel",
                        KERNEL,
                        "--accel",
                        "tcg"),
                    Stream.of(more))
                .toList());
    String line =
        "stty rows 33 cols 101; before=$(stty -g); "
            + verifier
            + "; echo \"status $?\"; [ \"$before\" = \"$(stty -g)\" ] && echo settings are kept";
    return new ProcessBuilder("timeout", "120", "script", "-qec", line, "/dev/null")
        .directory(Repository.path(".").toFile())
        .redirectErrorStream(true)
        .start();
  }

  private void until(InputStream out, String text) throws IOException {
    byte[] buffer = new byte[4096];
    int from = said.length();
    while (said.indexOf(text, from) < 0) {
      int length = out.read(buffer);
      if (length < 0) {
        throw new AssertionError("ended before '" + text + "':\n" + said);
      }
      said.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }
  }

  private static void type(OutputStream in, String line) throws IOException {
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  private static List<Path> leftovers() throws IOException {
    Path runs = Repository.path("verifier-harness/target/runs").resolve(KERNEL);
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runs)) {
      return files.filter(it -> it.getFileName().toString().startsWith("shell")).toList();
    }
  }

  @Test
  void aPersonTypesAndNothingIsLeft() throws Exception {
    Process script = start();
    try (InputStream out = script.getInputStream();
        OutputStream in = script.getOutputStream()) {
      until(out, PROMPT);
      type(in, "stty size; packetframe --version; grep -c ' bpf ' /proc/mounts; id -u");
      until(out, PROMPT);
      // An interrupt is the guest's, not the harness's.
      type(in, "echo as''leep; sleep 600");
      until(out, "asleep");
      in.write(3);
      in.flush();
      until(out, PROMPT);
      type(in, "exit");
      until(out, "settings are kept");
    } finally {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
    assertThat(said.toString()).contains("33 101", "packetframe 0.", "status 0");
    assertThat(leftovers()).isEqualTo(before);
  }

  @Test
  void aCommandRunsAndADebuggerAttaches() throws Exception {
    Process script = start("--gdb", "'exit 7'");
    Path socket;
    try (InputStream out = script.getInputStream()) {
      until(out, "' vmlinux");
      int path = said.indexOf("target remote ") + "target remote ".length();
      socket = Path.of(said.substring(path, said.indexOf("'", path)));
      KernelDebugger.attach(socket).close();
      until(out, "settings are kept");
    } finally {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
    assertThat(said.toString())
        .contains("verifier: the command ended with 7", "status 1", "Power down");
    assertThat(socket.getParent()).doesNotExist();
    assertThat(leftovers()).isEqualTo(before);
  }
}
