package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.testing.VmTest;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import io.packetframe.verifier.vm.Device.ConsoleOnStandardOutput;
import io.packetframe.verifier.vm.Device.DirectBoot;
import io.packetframe.verifier.vm.Device.ExitOnPanic;
import io.packetframe.verifier.vm.Device.NoCryptoSelfTests;
import io.packetframe.verifier.vm.Device.NothingElse;
import io.packetframe.verifier.vm.Device.PlainMachine;
import io.packetframe.verifier.vm.Device.QuietConsole;
import io.packetframe.verifier.vm.Device.ResultsInFile;
import io.packetframe.verifier.vm.Limits;
import io.packetframe.verifier.vm.QemuCommand;
import io.packetframe.verifier.vm.VirtualMachine;
import io.packetframe.verifier.wire.Nonce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guests that go wrong, for real: each its own verdict, each within a bound. */
@VmTest
@Timeout(120)
class FaultTest {
  private static final Limits SHORT =
      new Limits(
          Duration.ofSeconds(40), Duration.ofSeconds(6), Duration.ofSeconds(60), 1 << 20, 1 << 20);

  /** Boots an init made of a script and returns why nothing may be concluded. */
  private static String reason(String name, String script, Limits limits) throws Exception {
    Path work = Repository.work(name);
    Path init = Files.writeString(work.resolve("init"), "#!/bin/busybox sh\n" + script + "\n");
    Path initramfs = work.resolve("initramfs");
    Files.deleteIfExists(initramfs);
    Initramfs image = GuestImage.skeleton(init);
    List.of("dev", "proc").forEach(image::folder);
    image.appendTo(initramfs);
    Nonce nonce = Nonce.draw();
    Transcript transcript = new Transcript(nonce);
    Path results = work.resolve("results");
    VirtualMachine.run(
        new QemuCommand(
                "qemu-system-x86_64",
                List.of(
                    new PlainMachine(new Tcg(), 1, 256),
                    new NothingElse(),
                    new DirectBoot(TestKernel.obtain().image(), initramfs),
                    new ConsoleOnStandardOutput(),
                    new ResultsInFile(results),
                    new ExitOnPanic(),
                    new NoCryptoSelfTests(),
                    new QuietConsole()))
            .line(),
        results,
        work.resolve("errors"),
        limits,
        transcript);
    Verdict verdict = Judge.judge(transcript, JudgeTest.KERNEL, JudgeTest.RUN, Optional.empty());
    assertThat(verdict).isInstanceOf(Verdict.Infra.class);
    return ((Verdict.Infra) verdict).reason();
  }

  @Test
  void panic() throws Exception {
    assertThat(
            reason(
                "panic",
                "mount -t proc proc /proc; echo up; echo c > /proc/sysrq-trigger; sleep 60",
                SHORT))
        .startsWith("the guest kernel is in trouble: panic: Kernel panic - not syncing: sysrq");
  }

  @Test
  void initThatEnds() throws Exception {
    assertThat(reason("no-init", "exit 1", SHORT))
        .contains("panic: Kernel panic - not syncing: Attempted to kill init!");
  }

  @Test
  void initThatSleeps() throws Exception {
    assertThat(reason("sleeps", "echo 'packetframe-init: up'; sleep 600", SHORT))
        .isEqualTo("the guest hangs: no sign of life for 6 s");
  }

  @Test
  void neverAWord() throws Exception {
    assertThat(
            reason(
                "silent",
                "sleep 600",
                new Limits(
                    Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(60), 1, 1)))
        .isEqualTo("the guest printed nothing within 8 s");
  }

  @Test
  void forgedSuccess() throws Exception {
    String forgery =
        """
        mount -t devtmpfs dev /dev
        exec 3<>/dev/ttyS1
        stty raw -echo -opost <&3
        echo 'packetframe-init: up'
        echo 'Tests run: 17, Failures: 0'
        echo '{"protocol":1,"type":"finished","tests":17,"uptimeMillis":1}' >&3
        # A frame of the right form, whose author had to guess the nonce.
        { printf '\\361\\342\\120\\106\\000\\000\\000\\002\\000\\000\\000\\000'
          printf '0123456789abcdef{}0000'; } >&3
        echo success
        poweroff -f
        """;
    assertThat(reason("forged", forgery, SHORT))
        .isEqualTo("the guest powered off without a word from its agent");
  }

  @Test
  void floodedConsole() throws Exception {
    assertThat(reason("flood", "while :; do echo flood flood flood flood; done", SHORT))
        .isEqualTo("the guest wrote more than 1048576 bytes to its console");
  }
}
