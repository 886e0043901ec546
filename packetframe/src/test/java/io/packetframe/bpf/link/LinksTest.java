package io.packetframe.bpf.link;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each hook sends to the kernel, byte by byte, and what it makes of each refusal. */
class LinksTest {
  /** The end of the filter's name, for who finds it after the process died. */
  private static final String WITH_QDISC =
      HexFormat.of().formatHex(" with its qdisc\0".getBytes(StandardCharsets.US_ASCII));

  private static final Path CGROUP = Path.of("/sys/fs/cgroup/pf");
  private static final String PMU = "/sys/bus/event_source/devices/kprobe";
  private static final String KPROBE_EVENTS = "/sys/kernel/tracing/kprobe_events";
  private static final String NO_LINKS = "perf event links (Linux 5.15): EINVAL (invalid argument)";

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<String> sent = new ArrayList<>();
  private Program program;

  @BeforeEach
  void load() throws BpfException {
    program =
        Program.load(
            kernel,
            new ProgramSpec(
                "pf_test",
                ProgramType.XDP,
                List.of(Instruction.move(0, 2), Instruction.exit()),
                "GPL"));
    kernel.onSend(
        message -> {
          sent.add(HexFormat.of().formatHex(bytes(message), 0, message.getInt(0)));
          return message.getInt(0);
        });
    kernel.onRecv(LinksTest::acknowledged);
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          attr.target(8).putInt(0, 6).putInt(4, 9);
          return 0;
        });
  }

  @AfterEach
  void nothingStaysOpen() {
    program.close();
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void anXdpLinkNamesModeAndInterfaceAndIsDetachedBeforeItIsClosed() throws Exception {
    List<String> attributes = record(BpfCommand.LINK_CREATE, 0);
    List<String> updates = record(BpfCommand.LINK_UPDATE, 0);
    try (Link link = Xdp.attach(program, 7, XdpMode.GENERIC)) {
      assertThat(attributes).containsExactly("03000000 07000000 25000000 02000000");
      assertThat(link.way()).isEqualTo(Way.BPF_LINK);
      link.update(program);
      assertThat(updates).containsExactly("04000000 03000000 00000000 00000000");
      ((KernelLink) link).replace(program, program);
      assertThat(updates.get(1)).isEqualTo("04000000 03000000 04000000 03000000");
    }
    assertThat(kernel.calls().getLast()).isEqualTo(BpfCommand.LINK_DETACH);
  }

  @Test
  void xdpFallsBackToNetlinkOnlyWhereTheKernelHasNoLinks() throws Exception {
    record(BpfCommand.LINK_CREATE, refusal(Errno.EINVAL));
    try (Link link = Xdp.attach(program, 7, XdpMode.NATIVE)) {
      assertThat(link.way()).isEqualTo(Way.NETLINK);
      assertThat(link.remark()).contains("XDP links (Linux 5.9): EINVAL (invalid argument)");
      // RTM_SETLINK of interface 7: IFLA_XDP { FD 4, FLAGS UPDATE_IF_NOEXIST | DRV_MODE }.
      assertThat(sent)
          .containsExactly(
              "34000000130005000100000000000000"
                  + "00000000070000000000000000000000"
                  + "14002b80"
                  + "0800010004000000"
                  + "0800030005000000");
      link.update(program);
      // { FD 6, FLAGS REPLACE | DRV_MODE, EXPECTED_FD 4 }.
      assertThat(sent.get(1)).endsWith("1c002b80080001000600000008000300140000000800080004000000");
    }
    // { FD -1, FLAGS REPLACE | DRV_MODE, EXPECTED_FD 6 }.
    assertThat(sent.get(2)).endsWith("1c002b8008000100ffffffff08000300140000000800080006000000");
  }

  @Test
  void xdpThatIsRefusedIsNotTriedAnotherWay() {
    record(BpfCommand.LINK_CREATE, refusal(Errno.EBUSY));
    assertRefused(
        () -> Xdp.attach(program, 7, XdpMode.NATIVE),
        "attach XDP (native) to interface 7: EBUSY (busy)");
    assertThat(sent).isEmpty();
  }

  @Test
  void aFallbackThatIsRefusedTooNamesBothAnswers() {
    record(BpfCommand.LINK_CREATE, refusal(Errno.EINVAL));
    kernel.onRecv(memory -> answered(memory, Errno.EPERM));
    assertRefused(
        () -> Xdp.attach(program, 7, XdpMode.NATIVE),
        "attach XDP (native) to interface 7 by netlink (no XDP links (Linux 5.9): EINVAL (invalid"
            + " argument)): EPERM (operation not permitted)");
  }

  @Test
  void tcxNamesItsPlaceAndClsactIsTheFallback() throws Exception {
    List<String> attributes = record(BpfCommand.LINK_CREATE, 0);
    Tc.attachByTcx(program, 7, TcDirection.EGRESS, TcxPlace.before(program)).close();
    assertThat(attributes)
        .containsExactly("03000000 07000000 2f000000 08000000 03000000 00000000 00000000 00000000");
    record(BpfCommand.LINK_CREATE, refusal(Errno.EINVAL));
    kernel.onRecv(LinksTest::echoed);
    try (Link link = Tc.attach(program, 7, TcDirection.INGRESS)) {
      assertThat(link.way()).isEqualTo(Way.CLSACT);
      assertThat(link.remark()).contains("TCX (Linux 6.6): EINVAL (invalid argument)");
      // RTM_NEWQDISC ffff: below clsact of interface 7, "clsact".
      assertThat(sent.get(0))
          .isEqualTo(
              "30000000240005060100000000000000"
                  + "00000000070000000000fffff1ffffff00000000"
                  + "0b000100636c7361637400"
                  + "00");
      // RTM_NEWTFILTER handle 1 below ingress, "bpf" { FD 3, NAME, FLAGS direct action }.
      assertThat(sent.get(1))
          .startsWith(
              "68000000"
                  + "2c000d060100000000000000"
                  + "000000000700000001000000f2ffffff00030000"
                  + "0800010062706600")
          .contains("0800060003000000")
          .contains(WITH_QDISC)
          .endsWith("0800080001000000");
      link.update(program);
      // With NLM_F_REPLACE, at the priority that the kernel had chosen.
      assertThat(sent.get(2)).contains("2c000505").contains("000300c0").contains(WITH_QDISC);
    }
    assertThat(sent.get(3)).as("RTM_DELTFILTER").contains("2d000500").contains("000300c0");
  }

  @Test
  void aQdiscThatIsThereIsLeftThereEvenIfTheFilterIsRefused() {
    kernel.onRecv(memory -> answered(memory, sent.size() == 1 ? Errno.EEXIST : Errno.EINVAL));
    assertRefused(
        () -> Tc.attachByClsact(program, 7, TcDirection.EGRESS),
        "attach clsact egress filter to interface 7: EINVAL (invalid argument)");
    assertThat(sent).hasSize(2);
    sent.clear();
    kernel.onRecv(memory -> answered(memory, Errno.EPERM));
    assertRefused(
        () -> Tc.attachByClsact(program, 7, TcDirection.EGRESS),
        "attach clsact egress filter to interface 7: make the qdisc: EPERM (operation not"
            + " permitted)");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aCgroupIsAttachedByLinkOrElseByProgAttachNextToOthers() throws Exception {
    kernel.file(CGROUP.toString(), "");
    List<String> attributes = record(BpfCommand.LINK_CREATE, 0);
    Cgroup.attach(program, CGROUP, AttachType.CGROUP_INET_EGRESS).close();
    assertThat(attributes).containsExactly("03000000 04000000 01000000 00000000");
    record(BpfCommand.LINK_CREATE, refusal(Errno.EINVAL));
    attributes = record(BpfCommand.PROG_ATTACH, 0);
    List<String> detached = record(BpfCommand.PROG_DETACH, 0);
    try (Link link = Cgroup.attach(program, CGROUP, AttachType.CGROUP_INET_EGRESS)) {
      assertThat(link.way()).isEqualTo(Way.PROG_ATTACH);
      assertThat(link.remark()).contains("links (Linux 5.7): EINVAL (invalid argument)");
      link.update(program);
    }
    assertThat(attributes)
        .containsExactly(
            "06000000 07000000 01000000 02000000 00000000",
            "06000000 08000000 01000000 06000000 07000000");
    assertThat(detached).containsExactly("06000000 08000000 01000000 00000000 00000000");
    record(BpfCommand.PROG_ATTACH, refusal(Errno.EPERM));
    assertRefused(
        () -> Cgroup.attach(program, CGROUP, AttachType.CGROUP_INET_EGRESS),
        "attach CGROUP_INET_EGRESS to cgroup /sys/fs/cgroup/pf (no links (Linux 5.7): EINVAL"
            + " (invalid argument)): EPERM (operation not permitted)");
    record(BpfCommand.LINK_CREATE, refusal(Errno.EBADF));
    assertRefused(
        () -> Cgroup.attach(program, CGROUP, AttachType.CGROUP_INET_EGRESS),
        "attach CGROUP_INET_EGRESS to cgroup /sys/fs/cgroup/pf: EBADF (bad file descriptor)");
  }

  @Test
  void aKprobeGoesThroughThePmuAndByLink() throws Exception {
    kernel.file(PMU + "/type", "8\n").file(PMU + "/format/retprobe", "config:3\n");
    List<KernelStruct> events = new ArrayList<>();
    kernel.onPerfEventOpen(
        attr -> {
          events.add(attr);
          return 0;
        });
    List<String> attributes = record(BpfCommand.LINK_CREATE, 0);
    try (Link link = Kprobe.attach(program, "vfs_unlink", Kprobe.Point.RETURN)) {
      assertThat(link.way()).isEqualTo(Way.BPF_LINK);
      KernelStruct attr = events.getFirst();
      assertThat(attr.u32(0)).isEqualTo(8);
      assertThat(attr.u32(4)).isEqualTo(112).isEqualTo(attr.memory().capacity());
      assertThat(attr.u32(8)).as("config").isEqualTo(8);
      assertThat(NativeMemory.text(attr.target(56), 0, 11)).isEqualTo("vfs_unlink");
      assertThat(attributes.getFirst()).matches("03000000 0.000000 29000000 00000000");
    }
    assertThat(kernel.written()).isEmpty();
    record(BpfCommand.LINK_CREATE, refusal(Errno.EINVAL));
    List<Long> requests = new ArrayList<>();
    kernel.onNumberedIoctl(
        (request, argument) -> {
          requests.add(request);
          return argument == 3 ? 0 : refusal(Errno.EBADF);
        });
    try (Link link = Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY)) {
      assertThat(link.way()).isEqualTo(Way.PERF_IOCTL);
      assertThat(link.remark()).contains(NO_LINKS);
      assertThat(requests).containsExactly(0x40042408L);
      assertThat(events.getLast().u32(8)).isZero();
    }
  }

  @Test
  void aKprobeWithoutPmuIsWrittenIntoTracefsAndTakenOutAgain() throws Exception {
    tracefs();
    try (Link link = Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY)) {
      assertThat(link.way()).isEqualTo(Way.TRACEFS);
      assertThat(link.remark())
          .contains("perf PMU kprobe (Linux 4.17): ENOENT (no such file or object)");
    }
    assertThat(kernel.written()).hasSize(2);
    assertThat(kernel.written().get(0))
        .matches(KPROBE_EVENTS + ": p:packetframe/p\\d+_\\d+ vfs_unlink\n");
    assertThat(kernel.written().get(1)).matches(KPROBE_EVENTS + ": -:packetframe/p\\d+_\\d+\n");
  }

  @Test
  void aTracefsProbeIsTakenOutOnEachFailureAfterItWasWritten() {
    tracefs();
    kernel.onNumberedIoctl((_, _) -> refusal(Errno.EINVAL));
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: PERF_EVENT_IOC_SET_BPF: EINVAL (invalid argument)");
    assertThat(kernel.written()).hasSize(2);
    kernel.onPerfEventOpen(_ -> refusal(Errno.EACCES));
    kernel.file("/proc/sys/kernel/perf_event_paranoid", "4\n");
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: perf_event_open wants CAP_PERFMON or CAP_SYS_ADMIN"
            + " (kernel.perf_event_paranoid is 4): EACCES (permission denied)");
    assertThat(kernel.written()).hasSize(4);
    kernel.onWrite(_ -> refusal(Errno.ENOENT));
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: "
            + KPROBE_EVENTS
            + ": this kernel has no function of that name to probe: ENOENT (no such file or"
            + " object)");
  }

  @Test
  void aKernelWithoutKprobesAndOneWithoutTracefsAreTwoThings() {
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: no perf PMU kprobe (Linux 4.17): ENOENT (no such file or"
            + " object), and tracefs is mounted neither on /sys/kernel/tracing nor on"
            + " /sys/kernel/debug/tracing: whether this kernel has kprobes is not known: ENOENT"
            + " (no such file or object)");
    kernel.file("/sys/kernel/debug/tracing/events", "");
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: this kernel has no kprobes (CONFIG_KPROBE_EVENTS): no perf PMU"
            + " kprobe (Linux 4.17): ENOENT (no such file or object), and no"
            + " /sys/kernel/debug/tracing/kprobe_events: ENOENT (no such file or object)");
  }

  @Test
  void aFunctionThatIsMissingOrThereTwiceIsSaid() {
    kernel.file(PMU + "/type", "8\n");
    kernel.onPerfEventOpen(_ -> refusal(Errno.ENOENT));
    assertRefused(
        () -> Kprobe.attach(program, "pf_none", Kprobe.Point.RETURN),
        "attach kretprobe pf_none: perf_event_open: this kernel has no function of that name to"
            + " probe: ENOENT (no such file or object)");
    kernel.onPerfEventOpen(_ -> refusal(Errno.EADDRNOTAVAIL));
    assertRefused(
        () -> Kprobe.attach(program, "pf_two", Kprobe.Point.ENTRY),
        "attach kprobe pf_two: perf_event_open: several functions have that name: EADDRNOTAVAIL");
    kernel.onPerfEventOpen(_ -> 0);
    record(BpfCommand.LINK_CREATE, refusal(Errno.EPERM));
    assertRefused(
        () -> Kprobe.attach(program, "vfs_unlink", Kprobe.Point.ENTRY),
        "attach kprobe vfs_unlink: EPERM (operation not permitted)");
  }

  @Test
  void aTracepointIsFoundByItsNumber() throws Exception {
    assertRefused(
        () -> Tracepoint.attach(program, "sched", "sched_switch"),
        "attach tracepoint sched:sched_switch: tracefs is mounted neither on /sys/kernel/tracing"
            + " nor on /sys/kernel/debug/tracing: ENOENT (no such file or object)");
    kernel.file("/sys/kernel/tracing/events", "");
    assertRefused(
        () -> Tracepoint.attach(program, "sched", "pf_none"),
        "attach tracepoint sched:pf_none: /sys/kernel/tracing/events/sched/pf_none/id: this kernel"
            + " has no such tracepoint: ENOENT (no such file or object)");
    kernel.file("/sys/kernel/tracing/events/sched/sched_switch/id", "314\n");
    List<Integer> ids = new ArrayList<>();
    kernel.onPerfEventOpen(
        attr -> {
          assertThat(attr.u32(0)).as("PERF_TYPE_TRACEPOINT").isEqualTo(2);
          ids.add(attr.u32(8));
          return 0;
        });
    Tracepoint.attach(program, "sched", "sched_switch").close();
    assertThat(ids).containsExactly(314);
  }

  @Test
  void rawTracepointsAndTracingProgramsAreOpened() throws Exception {
    List<KernelStruct> attributes = new ArrayList<>();
    kernel.onBpf(
        BpfCommand.RAW_TRACEPOINT_OPEN,
        attr -> {
          attributes.add(attr);
          return 0;
        });
    RawTracepoint.attach(program, "sys_enter").close();
    assertThat(NativeMemory.text(attributes.get(0).target(0), 0, 10)).isEqualTo("sys_enter");
    assertThat(attributes.get(0).u32(8)).isEqualTo(3);
    Tracing.attach(program).close();
    assertThat(attributes.get(1).pointers()).isEmpty();
    assertThat(attributes.get(1).u32(8)).isEqualTo(3);
    record(BpfCommand.RAW_TRACEPOINT_OPEN, refusal(Errno.ENOENT));
    assertRefused(
        () -> RawTracepoint.attach(program, "pf_none"),
        "attach raw tracepoint pf_none: this kernel has no such tracepoint: ENOENT (no such file"
            + " or object)");
  }

  @Test
  void anLsmProgramThatWouldNeverBeCalledIsNotAttached() throws Exception {
    assertRefused(
        () -> Lsm.attach(program),
        "attach XDP program pf_test: /sys/kernel/security/lsm, which says whether the kernel would"
            + " call it: ENOENT (no such file or object)");
    kernel.file("/sys/kernel/security/lsm", "lockdown,yama,bpfilter\n");
    assertRefused(
        () -> Lsm.attach(program),
        "attach XDP program pf_test: the kernel would never call it: the active security modules"
            + " are lockdown,yama,bpfilter, without bpf (lsm= at boot): EOPNOTSUPP (not"
            + " supported)");
    kernel.file("/sys/kernel/security/lsm", "lockdown,bpf");
    Lsm.attach(program).close();
  }

  @Test
  void samplingIsOnEachCpuOrOnNone() throws Exception {
    kernel.file("/sys/devices/system/cpu/online", "0-1,4\n");
    int[] opened = {0};
    kernel.onPerfEventOpen(
        attr -> {
          assertThat(attr.u32(0)).as("PERF_TYPE_SOFTWARE").isEqualTo(1);
          assertThat(attr.memory().getLong(16)).as("frequency").isEqualTo(99);
          assertThat(attr.u32(40)).as("freq").isEqualTo(1 << 10);
          opened[0]++;
          return 0;
        });
    try (Link link = PerfSampling.attach(program, 99)) {
      assertThat(opened[0]).isEqualTo(3);
      assertThat(link.way()).isEqualTo(Way.BPF_LINK);
    }
    kernel.onPerfEventOpen(_ -> opened[0]++ < 5 ? 0 : refusal(Errno.EMFILE));
    assertRefused(
        () -> PerfSampling.attach(program, 99),
        "attach perf event cpu-clock on CPU 4: perf_event_open: EMFILE (too many open files)");
    assertThatThrownBy(() -> CpuList.parse("3-1")).hasMessage("not a list of CPUs: 3-1");
  }

  private void tracefs() {
    kernel.file("/sys/kernel/tracing/events", "").file(KPROBE_EVENTS, "");
    kernel.onAnyFile(path -> path.endsWith("/id") ? "1511\n" : null);
  }

  /** Records the attributes of a command, as words of 32 bits in hexadecimal digits. */
  private List<String> record(BpfCommand command, long answer) {
    List<String> attributes = new ArrayList<>();
    kernel.onBpf(
        command,
        attr -> {
          String digits = HexFormat.of().formatHex(bytes(attr.memory()));
          attributes.add(digits.replaceAll("(.{8})(?=.)", "$1 "));
          return answer;
        });
    return attributes;
  }

  private void assertRefused(ThrowingCallable work, String message) {
    List<Long> before = kernel.openDescriptors();
    assertThatThrownBy(work).isInstanceOf(BpfException.class).hasMessage(message);
    assertThat(kernel.openDescriptors()).isEqualTo(before);
  }

  private static byte[] bytes(ByteBuffer memory) {
    byte[] bytes = new byte[memory.capacity()];
    memory.get(0, bytes);
    return bytes;
  }

  private static long acknowledged(ByteBuffer memory) {
    return answer(memory, 0, 0);
  }

  private static long answered(ByteBuffer memory, Errno errno) {
    return answer(memory, 0, -errno.number());
  }

  /** The filter at the priority that the kernel chose, then the acknowledgement. */
  private static long echoed(ByteBuffer memory) {
    memory.putInt(0, 36).putShort(4, (short) 44).putInt(16 + 16, 0xc0000300);
    return answer(memory, 36, 0);
  }

  private static long answer(ByteBuffer memory, int offset, int error) {
    memory.putInt(offset, 36).putShort(offset + 4, (short) 2).putInt(offset + 16, error);
    return offset + 36L;
  }
}
