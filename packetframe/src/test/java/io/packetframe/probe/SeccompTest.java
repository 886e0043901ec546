package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real seccomp filter in front of bpf(2), as container engines set it, in a JVM of its own. */
@KernelTest
class SeccompTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 38})
  void theFilterIsNamedWhateverItAnswers(int errno) throws Exception {
    Process filtered =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Filtered.class.getName(),
                Integer.toString(errno))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(filtered.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(filtered.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(out).contains("syscall.bpf seccomp", "map.hash seccomp", "prog_type.xdp seccomp");
    assertThat(out).doesNotContain("other");
    assertThat(filtered.exitValue()).isZero();
  }

  /** Puts the filter before all threads of this JVM, then asks. */
  static final class Filtered {
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

    private Filtered() {}

    public static void main(String[] args) {
      boolean isX86 = System.getProperty("os.arch").equals("amd64");
      installFilter(isX86 ? 321 : 280, isX86 ? 317 : 277, Integer.parseInt(args[0]));
      ProbedHost host =
          new ProbedHost(LinuxSystem.syscalls(), HostFiles.ofThisHost(), Path.of("/sys/fs/bpf"));
      for (Finding finding : Feasibility.of(host, List.of(), ConfigQuestions.NONE)) {
        if (finding.name().matches("(syscall|prog_type|map|helper)\\..*")) {
          String by =
              finding.verdict() instanceof Verdict.Inconclusive unknown
                  ? unknown.refusedBy().orElse("nobody")
                  : "other: " + finding.verdict();
          System.out.println(finding.name() + " " + by);
        }
      }
      Runtime.getRuntime().halt(0);
    }

    /** Four instructions of classic BPF: load the number, compare, refuse or allow. */
    private static void installFilter(int bpf, int seccomp, int errno) {
      Memory code = new Memory(32);
      instruction(code, 0, 0x20, 0, 0, 0);
      instruction(code, 1, 0x15, 0, 1, bpf);
      instruction(code, 2, 0x06, 0, 0, 0x00050000 | errno);
      instruction(code, 3, 0x06, 0, 0, 0x7fff0000);
      Memory program = new Memory(16);
      program.clear();
      program.setShort(0, (short) 4);
      program.setPointer(8, code);
      Function prctl = NativeLibrary.getProcess().getFunction("prctl");
      Function syscall = NativeLibrary.getProcess().getFunction("syscall");
      long noNew = prctl.invokeLong(new Object[] {PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L});
      long installed =
          syscall.invokeLong(
              new Object[] {
                (long) seccomp,
                (long) SECCOMP_SET_MODE_FILTER,
                (long) SECCOMP_FILTER_FLAG_TSYNC,
                program
              });
      if (noNew != 0 || installed != 0) {
        throw new IllegalStateException("no filter: " + noNew + " " + installed);
      }
    }

    private static void instruction(
        Memory code, int index, int opcode, int jumpTrue, int jumpFalse, int value) {
      code.setShort(index * 8L, (short) opcode);
      code.setByte(index * 8L + 2, (byte) jumpTrue);
      code.setByte(index * 8L + 3, (byte) jumpFalse);
      code.setInt(index * 8L + 4, value);
    }
  }
}
