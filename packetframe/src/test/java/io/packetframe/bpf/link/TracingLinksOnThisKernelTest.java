package io.packetframe.bpf.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import io.packetframe.testing.PrivateMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks of tracing and security, on the kernel that runs the tests. */
@KernelTest
class TracingLinksOnThisKernelTest {
  private static final Path KPROBE_PMU = Path.of("/sys/bus/event_source/devices/kprobe");

  /** Removing a file calls it, on every file system and in every kernel. */
  private static final String FUNCTION = "vfs_unlink";

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path directory;

  /** Makes a link; what it needs from the machine it skips for with the reason. */
  @FunctionalInterface
  private interface Attach {
    Link to(Program program) throws Exception;
  }

  /** Makes the kernel call the hook at least once. */
  @FunctionalInterface
  private interface Event {
    void happen() throws Exception;
  }

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void aRawTracepointNeedsNoTracefs() throws Exception {
    isCalledUntilItIsClosed(
        "raw_tp/sched_switch", program -> RawTracepoint.attach(program, "sched_switch"), this::nap);
    try (CountingProgram program = CountingProgram.load(syscalls, "raw_tp/x", 0)) {
      assertThatThrownBy(() -> RawTracepoint.attach(program.program(), "pf_none").close())
          .hasMessage(
              "attach raw tracepoint pf_none: this kernel has no such tracepoint:"
                  + " ENOENT (no such file or object)");
    }
  }

  @Test
  void aTracepointIsFoundByTracefs() throws Exception {
    try (PrivateMount mount = PrivateMount.of("tracefs", directory)) {
      Tracefs tracefs = new Tracefs(mount.directory());
      isCalledUntilItIsClosed(
          "tracepoint/sched/sched_switch",
          program -> Tracepoint.attach(program, "sched", "sched_switch", tracefs),
          this::nap);
      isCalledUntilItIsClosed(
          "tracepoint/sched/sched_switch",
          program -> {
            Link link = Tracepoint.attachByIoctl(program, "sched", "sched_switch", tracefs);
            assertThat(link.way()).isEqualTo(Way.PERF_IOCTL);
            return link;
          },
          this::nap);
      try (CountingProgram program = CountingProgram.load(syscalls, "tp/x/y", 0)) {
        assertThatThrownBy(
                () -> Tracepoint.attach(program.program(), "sched", "pf_none", tracefs).close())
            .hasMessageContaining("/events/sched/pf_none/id: this kernel has no such tracepoint");
      }
    }
  }

  @Test
  void samplingCallsTheProgramOnEachCpu() throws Exception {
    isCalledUntilItIsClosed(
        "perf_event", program -> PerfSampling.attach(program, 500), this::beBusy);
  }

  @ParameterizedTest
  @EnumSource(Kprobe.Point.class)
  void aKprobeIsCalledByEachOfItsWays(Kprobe.Point point) throws Exception {
    assumeTrue(Files.exists(KPROBE_PMU), "this kernel has no kprobes: no " + KPROBE_PMU);
    isCalledUntilItIsClosed(
        "kprobe/x", program -> Kprobe.attach(program, FUNCTION, point), this::removeFile);
    isCalledUntilItIsClosed(
        "kprobe/x", program -> Kprobe.attachByIoctl(program, FUNCTION, point), this::removeFile);
    Path mounted = Files.createDirectory(directory.resolve("tracing"));
    try (PrivateMount mount = PrivateMount.of("tracefs", mounted)) {
      Tracefs tracefs = new Tracefs(mount.directory());
      isCalledUntilItIsClosed(
          "kprobe/x",
          program -> {
            Link link = Kprobe.attachByTracefs(program, FUNCTION, point, tracefs);
            assertThat(link.way()).isEqualTo(Way.TRACEFS);
            assertThat(Files.readString(mounted.resolve("kprobe_events"))).contains(FUNCTION);
            return link;
          },
          this::removeFile);
      try (CountingProgram program = CountingProgram.load(syscalls, "kprobe/x", 0)) {
        assertThatThrownBy(
                () -> Kprobe.attachByTracefs(program.program(), "pf_none", point, tracefs).close())
            .isInstanceOf(BpfException.class)
            .hasMessageContaining("pf_none")
            .hasMessageContaining("kprobe_events");
      }
      // A program of a type that perf events do not take, after the entry was written.
      try (CountingProgram program = CountingProgram.load(syscalls, "xdp", 2)) {
        assertThatThrownBy(
                () -> Kprobe.attachByTracefs(program.program(), FUNCTION, point, tracefs).close())
            .hasMessageContaining("PERF_EVENT_IOC_SET_BPF: EINVAL");
      }
      assertThat(Files.readString(mounted.resolve("kprobe_events"))).doesNotContain("packetframe");
    }
  }

  @Test
  void aFunctionThatTheKernelLacksIsSaid() throws Exception {
    try (CountingProgram program = CountingProgram.load(syscalls, "kprobe/x", 0)) {
      assertThatThrownBy(
              () -> Kprobe.attach(program.program(), "pf_none", Kprobe.Point.ENTRY).close())
          .isInstanceOf(BpfException.class)
          .hasMessageContaining("attach kprobe pf_none: ")
          .hasMessageContaining(
              Files.exists(KPROBE_PMU)
                  ? "this kernel has no function of that name"
                  : "no perf PMU kprobe (Linux 4.17): ENOENT");
    }
  }

  @Test
  void aTypedTracepointIsCalled() throws Exception {
    AttachTarget target = KernelTypeId.ofTracepoint("sched_switch");
    isCalledUntilItIsClosed("tp_btf/sched_switch", target, Tracing::attach, this::nap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fentry", "fexit"})
  void aFunctionsEntryAndExitAreCalled(String kind) throws Exception {
    assumeLoads(kind + "/" + FUNCTION, KernelTypeId.ofFunction(FUNCTION));
    isCalledUntilItIsClosed(
        kind + "/" + FUNCTION,
        KernelTypeId.ofFunction(FUNCTION),
        program -> orSkipWithoutPatching(() -> Tracing.attach(program)),
        this::removeFile);
  }

  /** On arm64 functions are patched since Linux 6.4 only; those of security modules are, too. */
  private static Link orSkipWithoutPatching(Callable<Link> attach) throws Exception {
    try {
      return attach.call();
    } catch (BpfException e) {
      return e.errno().equals(Errno.ENOTSUPP) || e.errno().equals(Errno.EBUSY)
          ? abort("this kernel cannot patch functions: " + e.getMessage())
          : fail(e);
    }
  }

  @Test
  void anLsmProgramIsCalledOrTheKernelSaysThatItNeverWould() throws Exception {
    try (PrivateMount securityfs = PrivateMount.of("securityfs", directory)) {
      String modules = Files.readString(directory.resolve("lsm"));
      AttachTarget target = KernelTypeId.ofFunction("bpf_lsm_inode_unlink");
      assumeLoads("lsm/inode_unlink", target);
      if (List.of(modules.strip().split(",", -1)).contains("bpf")) {
        isCalledUntilItIsClosed(
            "lsm/inode_unlink",
            target,
            program -> orSkipWithoutPatching(() -> Lsm.attach(program, securityfs.directory())),
            this::removeFileElsewhere);
        return;
      }
      try (CountingProgram program =
          CountingProgram.load(syscalls, "lsm/inode_unlink", 0, target)) {
        assertThatThrownBy(() -> Lsm.attach(program.program(), securityfs.directory()).close())
            .hasMessageContaining("the active security modules are " + modules.strip())
            .hasMessageContaining("without bpf");
      }
    }
  }

  private void isCalledUntilItIsClosed(String section, Attach attach, Event event)
      throws Exception {
    isCalledUntilItIsClosed(section, AttachTarget.none(), attach, event);
  }

  private void isCalledUntilItIsClosed(
      String section, AttachTarget target, Attach attach, Event event) throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          List<String> before = OpenDescriptors.targets();
          try (CountingProgram program = CountingProgram.load(syscalls, section, 0, target)) {
            try (Link link = attach.to(program.program())) {
              event.happen();
              assertThat(program.count()).as(section + " by " + link.way()).isPositive();
              assertThatThrownBy(() -> link.update(program.program()))
                  .isInstanceOf(UnsupportedOperationException.class)
                  .hasMessageContaining("cannot change its program");
            }
            assertQuiet(program, event);
          }
          assertThat(OpenDescriptors.targets()).isEqualTo(before);
        });
  }

  /** The kernel may detach a little after the close. */
  private static void assertQuiet(CountingProgram program, Event event) throws Exception {
    for (int wait = 0; wait < 20; wait++) {
      long before = program.count();
      event.happen();
      if (program.count() == before) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(program.count()).as("calls after the close").isZero();
  }

  /** Some builds of the kernel forbid programs on functions to everybody, libbpf's too. */
  private void assumeLoads(String section, AttachTarget target) throws BpfException {
    try {
      CountingProgram.load(syscalls, section, 0, target).close();
    } catch (BpfException e) {
      assumeTrue(!e.errno().equals(Errno.EPERM), "refused to root before the verifier ran: " + e);
      throw e;
    }
  }

  private void nap() throws InterruptedException {
    Thread.sleep(20);
  }

  private void beBusy() {
    long end = System.nanoTime() + 200_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private void removeFile() throws Exception {
    removeFileIn(directory);
  }

  private void removeFileElsewhere() throws Exception {
    removeFileIn(Path.of(System.getProperty("java.io.tmpdir")));
  }

  private static void removeFileIn(Path directory) throws Exception {
    Files.delete(Files.createTempFile(directory, "pf", "unlinked"));
  }

  private static Link fail(BpfException e) throws BpfException {
    throw e;
  }
}
