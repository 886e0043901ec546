package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.vm.Ending.Crashed;
import io.packetframe.verifier.vm.Ending.OutOfTime;
import io.packetframe.verifier.vm.Ending.PoweredOff;
import io.packetframe.verifier.vm.Ending.QemuFailed;
import io.packetframe.verifier.vm.Ending.Silent;
import io.packetframe.verifier.vm.Ending.TooMuch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Shell scripts play QEMU: every way in which a machine can end. */
@EnabledOnOs(OS.LINUX)
class VirtualMachineTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;
  private final List<VmEvent> events = new ArrayList<>();

  private Ending run(String script, Limits limits) throws IOException {
    VirtualMachine.run(
        List.of("sh", "-c", script, "sh", folder.resolve("results").toString()),
        folder.resolve("results"),
        folder.resolve("errors"),
        limits,
        events::add);
    return ((VmEvent.Ended) events.getLast()).ending();
  }

  private static Limits limits(Duration boot, Duration silence, Duration total) {
    return new Limits(boot, silence, total, 1 << 20, 1 << 20);
  }

  @Test
  void allThatWasSaidIsHeardBeforeTheEnd() throws IOException {
    Ending ending = run("echo one; printf frames > \"$1\"; printf 'two'", limits(LONG, LONG, LONG));
    assertThat(ending).isEqualTo(new PoweredOff());
    assertThat(events.getFirst()).isInstanceOf(VmEvent.Started.class);
    List<String> lines = new ArrayList<>();
    StringBuilder results = new StringBuilder();
    for (VmEvent event : events) {
      if (event instanceof VmEvent.ConsoleLine line) {
        lines.add(line.line());
      } else if (event instanceof VmEvent.ResultBytes bytes) {
        results.append(StandardCharsets.UTF_8.decode(bytes.bytes()));
      }
    }
    assertThat(lines).containsExactly("one", "two");
    assertThat(results).hasToString("frames");
  }

  @Test
  void panicIsFoundThoughQemuEndsWell() throws IOException {
    assertThat(run("echo 'Kernel panic - not syncing: x'", limits(LONG, LONG, LONG)))
        .isInstanceOf(Crashed.class);
  }

  @Test
  void afterAnOopsNobodyWaits() throws IOException {
    assertThat(run("echo 'BUG: bad'; sleep 60", limits(LONG, LONG, LONG)))
        .isInstanceOf(Crashed.class);
  }

  @Test
  void neverAByte() throws IOException {
    assertThat(run("sleep 60", limits(SHORT, LONG, LONG))).isEqualTo(new Silent(SHORT, false));
  }

  @Test
  void silenceAfterBoot() throws IOException {
    Ending ending = run("echo up; sleep 60", limits(LONG, SHORT, LONG));
    assertThat(ending).isEqualTo(new Silent(SHORT, true));
    assertThat(ending.describe()).startsWith("the guest hangs");
  }

  @Test
  void talkingForEver() throws IOException {
    assertThat(run("while :; do echo x; sleep 0.05; done", limits(LONG, LONG, SHORT)))
        .isEqualTo(new OutOfTime(SHORT));
  }

  @Test
  void floodedConsole() throws IOException {
    assertThat(run("yes", limits(LONG, LONG, LONG))).isEqualTo(new TooMuch("console", 1 << 20));
  }

  @Test
  void lineWithoutEnd() throws IOException {
    assertThat(run("yes | tr -d '\\n'", limits(LONG, LONG, LONG)))
        .isEqualTo(new TooMuch("console", 1 << 20));
  }

  @Test
  void floodedResults() throws IOException {
    String mark = "flood-of-" + ProcessHandle.current().pid();
    assertThat(run("yes " + mark + " > \"$1\"", limits(LONG, LONG, LONG)))
        .isEqualTo(new TooMuch("result port", 1 << 20));
    // The shell's child once lived on and filled the disk through the file that was deleted.
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains("yes " + mark));
  }

  @Test
  void qemusOwnWord() throws IOException {
    assertThat(run("echo 'qemu: no such option' >&2; exit 3", limits(LONG, LONG, LONG)))
        .isEqualTo(new QemuFailed(3, "qemu: no such option"));
  }

  @Test
  void killedFromOutside() throws IOException {
    assertThat(run("kill -9 $$", limits(LONG, LONG, LONG))).isEqualTo(new QemuFailed(137, ""));
  }
}
