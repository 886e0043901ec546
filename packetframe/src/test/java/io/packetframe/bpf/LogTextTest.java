package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest log fits the heap that the product has. */
class LogTextTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final String REASON = "R0 invalid mem access 'scalar'\n";

  @Test
  void ofALogTooLargeForTheHeapTheEndIsKept() {
    ByteBuffer memory = log(4 * MEBIBYTE, "12: (b7) r0 = 1\n");
    VerifierLog whole = LogText.of(memory, false, 64L * MEBIBYTE);
    assertThat(whole.text()).hasSize(4 * MEBIBYTE).endsWith(REASON);
    assertThat(whole.truncated()).isFalse();
    VerifierLog half = LogText.of(memory, false, 16L * MEBIBYTE);
    assertThat(half.text()).hasSize(2 * MEBIBYTE).endsWith(REASON);
    assertThat(half.truncated()).isTrue();
    assertThat(LogText.of(memory, false, MEBIBYTE).text()).hasSize(MEBIBYTE).endsWith(REASON);
  }

  @Test
  void onlyALargeLogLosesItsLetters() {
    assertThat(LogText.of(log(200, "; größe = 1;\n"), true).text()).contains("größe");
    assertThat(LogText.of(log(2 * MEBIBYTE, "; größe = 1;\n"), true).text())
        .contains("; gr????e = 1;\n")
        .doesNotContain("ö");
  }

  @Test
  void theTextEndsAtTheFirstNul() {
    ByteBuffer memory = NativeMemory.allocate(100).put(0, "R0".getBytes(StandardCharsets.UTF_8));
    assertThat(LogText.of(memory, false)).isEqualTo(new VerifierLog("R0", false));
  }

  /** Fills the memory with a line, and ends it with the reason. */
  private static ByteBuffer log(int size, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    ByteBuffer memory = NativeMemory.allocate(size);
    for (int i = 0; i < size; i++) {
      memory.put(i, bytes[i % bytes.length]);
    }
    byte[] reason = ("\n" + REASON).getBytes(StandardCharsets.UTF_8);
    return memory.put(size - reason.length, reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12: (b7) r0 = 1", "; \u2192 = 1;"})
  void theLargestLogDoesNotEndAJvmOfTheProductsSize(String line) throws Exception {
    Process small =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms8m",
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Refused.class.getName(),
                // Arguments go through the encoding of the locale.
                line.replace("\u2192", "ARROW"))
            .redirectErrorStream(true)
            .start();
    String out = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(small.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out).contains("R0 invalid mem access 'scalar'").contains("lines omitted");
    assertThat(small.exitValue()).isZero();
  }

  /** Loads a program whose refusal fills the largest log, with types of a kernel in the heap. */
  static final class Refused {
    private Refused() {}

    public static void main(String[] args) {
      // As much as the types of a kernel take.
      byte[] held = new byte[12 * MEBIBYTE];
      String line = args[0].replace("ARROW", "\u2192") + "\n";
      ScriptedSyscalls kernel = new ScriptedSyscalls();
      kernel.onBpf(
          BpfCommand.PROG_LOAD,
          attr -> {
            int size = attr.u32(28);
            if (size > 0) {
              attr.target(32).put(0, log(size, line), 0, size);
            }
            return size == 0 ? -Errno.EACCES.number() : -28;
          });
      ProgramSpec program =
          new ProgramSpec("pf_test", ProgramType.XDP, List.of(Instruction.exit()), "GPL");
      try {
        Program.load(kernel, program).close();
      } catch (BpfException e) {
        System.out.println(e.getMessage() + " " + held.length);
      }
    }
  }
}
