package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.testing.VmTest;
import io.packetframe.verifier.vm.CrashFingerprint;
import io.packetframe.verifier.vm.Device.StallsToldEarly;
import io.packetframe.verifier.vm.VmEvent;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Guests that go wrong, for real: each its own verdict, each within a bound. The table in {@code
 * verifier-harness/docs/faults.md} names all of them.
 */
@VmTest
@Timeout(120)
class FaultTest {
  private static final Message.Hello HELLO =
      new Message.Hello(GuestScript.RELEASE, "amd64", true, List.of("bpf"), 1);
  private static final Message.CommandRan FEASIBLE =
      new Message.CommandRan("feasibility", 0, GuestScript.FEASIBLE, "", 10);
  private static final TestName TEST = new TestName("a.BTest", "works()");

  private static String infra(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Infra.class);
    return ((Verdict.Infra) verdict).reason();
  }

  private static CrashFingerprint crash(Verdict verdict) {
    return ((Verdict.Infra) verdict).crash().orElseThrow();
  }

  @Test
  void panic() throws Exception {
    Verdict verdict =
        new FaultyGuest("panic", "mount -t proc proc /proc; echo c > /proc/sysrq-trigger; sleep 60")
            .run();
    assertThat(infra(verdict))
        .startsWith("the guest kernel is in trouble: panic: Kernel panic - not syncing: sysrq");
    assertThat(crash(verdict).text())
        .isEqualTo(
            "panic in sysrq_handle_crash < __handle_sysrq < write_sysrq_trigger < proc_reg_write"
                + " < vfs_write");
  }

  @Test
  void oops() throws Exception {
    // mov eax, [0]
    byte[] load = {(byte) 0x8b, 0x04, 0x25, 0, 0, 0, 0};
    Verdict verdict =
        TamperedKernel.run("oops", (debugger, _) -> debugger.write(debugger.at(), load));
    assertThat(infra(verdict))
        .startsWith(
            "the guest kernel is in trouble: oops: BUG: kernel NULL pointer dereference,"
                + " address: 0000000000000000");
    assertThat(crash(verdict).text()).matches("oops in \\w+( < \\w+){1,4}");
  }

  @Test
  void bug() throws Exception {
    Verdict verdict =
        TamperedKernel.run(
            "bug", (debugger, symbols) -> debugger.jump(TamperedKernel.someBug(debugger, symbols)));
    assertThat(infra(verdict)).startsWith("the guest kernel is in trouble: BUG: kernel BUG at ");
    assertThat(crash(verdict).text()).matches("BUG in \\w+( < \\w+){0,4}");
  }

  @Test
  void softLockup() throws Exception {
    // A jump to itself: interrupts come, nothing else runs.
    Verdict verdict =
        TamperedKernel.run(
            "soft-lockup",
            (debugger, _) -> debugger.write(debugger.at(), (byte) 0xeb, (byte) 0xfe));
    assertThat(infra(verdict))
        .startsWith(
            "the guest kernel is in trouble: soft lockup: watchdog: BUG: soft lockup - CPU#0");
    assertThat(crash(verdict).text()).matches("soft lockup in \\w+( < \\w+){1,4}");
  }

  @Test
  void noInit() throws Exception {
    FaultyGuest guest = new FaultyGuest("no-init", "");
    Path empty = Files.write(guest.work().resolve("empty"), new byte[512]);
    assertThat(infra(guest.run(TestKernel.obtain().image(), empty, _ -> {})))
        .startsWith("the guest kernel is in trouble: panic: Kernel panic - not syncing: ");
  }

  @Test
  void initThatEnds() throws Exception {
    assertThat(infra(new FaultyGuest("init-ends", "exit 1").run()))
        .contains("panic: Kernel panic - not syncing: Attempted to kill init!");
  }

  @Test
  void brokenInitramfs() throws Exception {
    FaultyGuest guest = new FaultyGuest("broken-initramfs", "sleep 60");
    Path initramfs = guest.initramfs();
    try (FileChannel file = FileChannel.open(initramfs, StandardOpenOption.WRITE)) {
      file.truncate(Files.size(initramfs) / 2);
    }
    assertThat(infra(guest.run(TestKernel.obtain().image(), initramfs, _ -> {})))
        .startsWith("the guest kernel is in trouble: panic: Kernel panic - not syncing: ");
  }

  @Test
  void truncatedKernel() throws Exception {
    FaultyGuest guest = new FaultyGuest("truncated-kernel", "sleep 60");
    Path kernel = guest.work().resolve("vmlinuz");
    Files.deleteIfExists(kernel);
    byte[] whole = Files.readAllBytes(TestKernel.obtain().image());
    Files.write(kernel, Arrays.copyOf(whole, whole.length / 2));
    assertThat(infra(guest.run(kernel, guest.initramfs(), _ -> {})))
        .isEqualTo("the guest ended before its kernel said anything");
  }

  @Test
  void initThatSleeps() throws Exception {
    assertThat(infra(new FaultyGuest("sleeps", "sleep 600").run()))
        .isEqualTo("the guest hangs: no sign of life for 6 s");
  }

  @Test
  void outOfMemory() throws Exception {
    Verdict verdict =
        new FaultyGuest("memory", "mount -t devtmpfs dev /dev; tail /dev/zero; sleep 60").run();
    assertThat(infra(verdict)).startsWith("the guest kernel is in trouble: out of memory: ");
    assertThat(crash(verdict).text()).startsWith("out of memory in dump_header < oom_kill_process");
  }

  @Test
  void stalledRcu() throws Exception {
    // First in the queues of both processors, and never asleep: RCU, at work, cannot go on.
    String hog =
        """
        mount -t devtmpfs dev /dev
        mount -t proc proc /proc
        echo -1 > /proc/sys/kernel/sched_rt_runtime_us
        for task in 1 2; do
          while :; do cat /proc/version > /dev/null; done &
        done
        sleep 1
        for task in 1 2 3; do
          chrt -f 50 sh -c 'while :; do :; done' &
        done
        sleep 60
        """;
    AtomicLong told = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    FaultyGuest guest =
        new FaultyGuest("rcu", hog)
            .processors(2)
            .program("/usr/bin/chrt")
            .silenceOf(Duration.ofSeconds(40));
    Verdict verdict =
        guest.run(
            TestKernel.obtain().image(),
            guest.initramfs(),
            event -> {
              if (event instanceof VmEvent.ConsoleLine it && it.line().contains("rcu: INFO")) {
                told.compareAndSet(0, it.at().toMillis());
              }
              ended.set(event.at().toMillis());
            },
            new StallsToldEarly(3));
    assertThat(infra(verdict)).startsWith("the guest kernel is in trouble: RCU stall: rcu: INFO");
    assertThat(crash(verdict).functions()).contains("rcu_gp_kthread");
    assertThat(ended.get() - told.get()).isLessThan(5_000);
  }

  @Test
  void hungTask() throws Exception {
    // Who writes to a frozen file system waits, and no signal reaches him.
    String frozen =
        """
        mount -t devtmpfs dev /dev
        mount -t proc proc /proc
        echo 3 > /proc/sys/kernel/hung_task_timeout_secs
        insmod brd.ko rd_nr=1 rd_size=8192
        busybox mke2fs /dev/ram0
        mkdir disk
        mount -t ext4 /dev/ram0 disk
        busybox fsfreeze --freeze disk
        busybox touch disk/file
        """;
    Verdict verdict =
        new FaultyGuest("hung-task", frozen).module("brd").silenceOf(Duration.ofSeconds(30)).run();
    assertThat(infra(verdict))
        .startsWith("the guest kernel is in trouble: hung task: INFO: task busybox:")
        .contains("blocked for more than 3 seconds");
    assertThat(crash(verdict).text()).contains("percpu_rwsem_wait");
  }

  @Test
  void forgedSuccess() throws Exception {
    String forgery =
        """
        echo 'packetframe-init: up'
        echo 'Tests run: 17, Failures: 0'
        echo '{"protocol":1,"type":"finished","tests":17,"uptimeMillis":1}' >&3
        # A frame of the right form, whose author had to guess the nonce.
        { printf '\\361\\342\\120\\106\\000\\000\\000\\002\\000\\000\\000\\000'
          printf '0123456789abcdef{}0000'; } >&3
        echo success
        poweroff -f
        """;
    assertThat(infra(new FaultyGuest("forged", FaultyGuest.OPEN_PORT + forgery).run()))
        .isEqualTo("the guest powered off without a word from its agent");
  }

  @Test
  void floodedConsole() throws Exception {
    assertThat(
            infra(new FaultyGuest("flood", "while :; do echo flood flood flood flood; done").run()))
        .isEqualTo("the guest wrote more than 1048576 bytes to its console");
  }

  @Test
  void agentThatDiesInTheMiddleOfAFrame() throws Exception {
    assertThat(
            infra(
                new FaultyGuest("torn-frame", FaultyGuest.OPEN_PORT + "cat /said >&3; poweroff -f")
                    .frames(
                        "said",
                        10,
                        HELLO,
                        FEASIBLE,
                        new Message.TestStarted(TEST, 1),
                        new Message.TestFinished(TEST, new TestOutcome.Passed(), 1))
                    .run()))
        .isEqualTo("the agent did not come to its end: a.BTest.works() was running");
  }

  @Test
  void clockThatJumps() throws Exception {
    FaultyGuest guest =
        new FaultyGuest(
                "clock",
                FaultyGuest.OPEN_PORT
                    + """
                    echo 'packetframe-init: up'
                    busybox date -s '2037-01-01 00:00:00'
                    cat /said >&3
                    busybox date -s '1999-01-01 00:00:00'
                    poweroff -f
                    """)
            .frames(
                "said",
                0,
                HELLO,
                new Message.Settings(new TreeMap<>()),
                new Message.TestStarted(TEST, 1),
                new Message.TestFinished(TEST, new TestOutcome.Passed(), 1),
                FEASIBLE,
                new Message.KernelLog(GuestScript.BOOTED, Optional.empty()),
                new Message.Finished(1, 2));
    assertThat(guest.run()).isInstanceOf(Verdict.Passed.class);
    List<Long> ledger = List.copyOf(guest.transcript().ledger().millis().values());
    assertThat(ledger).isSorted().allMatch(millis -> millis < 90_000);
  }

  @Test
  void qemuThatIsKilled() throws Exception {
    FaultyGuest guest = new FaultyGuest("killed", "while :; do echo up; sleep 1; done");
    AtomicLong pid = new AtomicLong();
    Verdict verdict =
        guest.run(
            TestKernel.obtain().image(),
            guest.initramfs(),
            event -> {
              switch (event) {
                case VmEvent.Started it -> pid.set(it.pid());
                case VmEvent.ConsoleLine it when it.line().equals("up") ->
                    ProcessHandle.of(pid.get()).ifPresent(ProcessHandle::destroyForcibly);
                case VmEvent.ConsoleLine _, VmEvent.ResultBytes _, VmEvent.Ended _ -> {}
              }
            });
    assertThat(infra(verdict)).isEqualTo("QEMU ended with status 137");
  }

  @Test
  void fullDisk() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/proc/sys/kernel/ns_last_pid")), "mounting needs root");
    FaultyGuest guest =
        new FaultyGuest("full-disk", FaultyGuest.OPEN_PORT + "cat /said >&3; poweroff -f")
            .frames(
                "said",
                0,
                HELLO,
                new Message.Published("much", "x".repeat(100_000)),
                new Message.Finished(0, 2));
    Path disk = Files.createDirectories(guest.work().resolve("disk"));
    command("mount", "-t", "tmpfs", "-o", "size=64k", "packetframe-test", disk.toString());
    try {
      assertThat(infra(guest.resultsIn(disk.resolve("results")).run()))
          .isEqualTo("the agent did not come to its end");
    } finally {
      command("umount", disk.toString());
    }
  }

  private static void command(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0)
        .as(String.join(" ", words))
        .isTrue();
  }
}
