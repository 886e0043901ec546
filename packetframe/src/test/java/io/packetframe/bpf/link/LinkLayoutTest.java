package io.packetframe.bpf.link;

import static io.packetframe.testing.AttributeLayout.POINTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.Program;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.AttributeLayout;
import io.packetframe.testing.CapturedCalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each hook sends by bpf(2) and perf_event_open(2), against the running kernel's types. */
@KernelTest
class LinkLayoutTest {
  private static final Path CGROUP = Path.of("/sys/fs/cgroup/pf");
  private static final String PMU = "/sys/bus/event_source/devices/kprobe";

  private static KernelLayout layout;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final CapturedCalls captured = new CapturedCalls(kernel);
  private AttributeLayout attributes;
  private final List<KernelStruct> events = new ArrayList<>();
  private Program program;
  private int fd;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @BeforeEach
  void load() throws Exception {
    attributes = new AttributeLayout(layout, captured);
    program =
        Program.load(
            captured.syscalls(),
            new ProgramSpec(
                "pf_test",
                ProgramType.XDP,
                List.of(Instruction.move(0, 2), Instruction.exit()),
                "GPL"));
    fd = program.fd().number();
    kernel.onPerfEventOpen(
        attr -> {
          events.add(attr);
          return 0;
        });
    kernel.onBpf(
        BpfCommand.OBJ_GET_INFO_BY_FD,
        attr -> {
          attributes.tell(attr.target(8), "bpf_link_info", Map.of("type", 6));
          return 0;
        });
  }

  @Test
  void xdp() throws Exception {
    KernelLink link = Xdp.attachByLink(program, 7, XdpMode.GENERIC);
    int linkFd = kernel.openDescriptors().getLast().intValue();
    attributes.check(
        BpfCommand.LINK_CREATE,
        "link_create",
        Map.of("prog_fd", fd, "target_ifindex", 7, "attach_type", 37, "flags", 2));
    link.update(program);
    attributes.check(
        BpfCommand.LINK_UPDATE, "link_update", Map.of("link_fd", linkFd, "new_prog_fd", fd));
    link.replace(program, program);
    attributes.check(
        BpfCommand.LINK_UPDATE,
        "link_update",
        Map.of("link_fd", linkFd, "new_prog_fd", fd, "flags", 4, "old_prog_fd", fd));
    link.close();
    attributes.check(BpfCommand.LINK_DETACH, "link_detach", Map.of("link_fd", linkFd));
  }

  @Test
  void tcx() throws Exception {
    Tc.attachByTcx(program, 7, TcDirection.EGRESS, TcxPlace.before(program)).close();
    attributes.check(
        BpfCommand.LINK_CREATE,
        "link_create",
        Map.of(
            "prog_fd",
            fd,
            "target_ifindex",
            7,
            "attach_type",
            AttachType.TCX_EGRESS.number(),
            "flags",
            1 << 3,
            "tcx.relative_fd",
            fd));
  }

  @Test
  void cgroups() throws Exception {
    kernel.file(CGROUP.toString(), "");
    AttachType type = AttachType.CGROUP_INET_EGRESS;
    Cgroup.attach(program, CGROUP, type).close();
    attributes.check(
        BpfCommand.LINK_CREATE,
        "link_create",
        Map.of("prog_fd", fd, "target_fd", fd + 1, "attach_type", type.number()));
    Link link = Cgroup.attachByProgAttach(program, CGROUP, type);
    List<Long> open = kernel.openDescriptors();
    int cgroup = open.get(open.size() - 2).intValue();
    int held = open.getLast().intValue();
    attributes.check(
        BpfCommand.PROG_ATTACH,
        "",
        Map.of(
            "target_fd",
            cgroup,
            "attach_bpf_fd",
            held,
            "attach_type",
            type.number(),
            "attach_flags",
            2));
    link.update(program);
    int next = kernel.openDescriptors().getLast().intValue();
    attributes.check(
        BpfCommand.PROG_ATTACH,
        "",
        Map.of(
            "target_fd",
            cgroup,
            "attach_bpf_fd",
            next,
            "attach_type",
            type.number(),
            "attach_flags",
            6,
            "replace_bpf_fd",
            held));
    link.close();
    attributes.check(
        BpfCommand.PROG_DETACH,
        "",
        Map.of("target_fd", cgroup, "attach_bpf_fd", next, "attach_type", type.number()));
  }

  @Test
  void tracing() throws Exception {
    RawTracepoint.attach(program, "sys_enter").close();
    attributes.check(
        BpfCommand.RAW_TRACEPOINT_OPEN, "raw_tracepoint", Map.of("name", POINTER, "prog_fd", fd));
    Tracing.attach(program).close();
    attributes.check(BpfCommand.RAW_TRACEPOINT_OPEN, "raw_tracepoint", Map.of("prog_fd", fd));
  }

  @Test
  void perfEvents() throws Exception {
    Fd event = new Fd(captured.syscalls(), kernel.eventfd(0, 0));
    int number = event.number();
    PerfEvent.attach(program, event, "event").close();
    attributes.check(
        BpfCommand.LINK_CREATE,
        "link_create",
        Map.of("prog_fd", fd, "target_fd", number, "attach_type", AttachType.PERF_EVENT.number()));
    ByteBuffer attr = PerfEvent.sampledAttr(11, 12, 13).memory();
    assertThat(attr.getInt(at("type"))).isEqualTo(11);
    assertThat(attr.getLong(at("config"))).isEqualTo(12);
    assertThat(attr.getLong(at("sample_freq"))).isEqualTo(13);
    long frequency = layout.bit("perf_event_attr", "freq").orElseThrow();
    assertThat(attr.get((int) frequency / Byte.SIZE))
        .isEqualTo((byte) (1 << frequency % Byte.SIZE));
    // The first version of the structure that ends before the next one's first member.
    assertThat(attr.getInt(at("size"))).isEqualTo(attr.capacity()).isEqualTo(at("aux_sample_size"));
  }

  @Test
  void kprobes() throws Exception {
    kernel.file(PMU + "/type", "8\n").file(PMU + "/format/retprobe", "config:3\n");
    Kprobe.attach(program, "vfs_unlink", Kprobe.Point.RETURN).close();
    KernelStruct attr = events.getLast();
    assertThat(attr.u32(at("type"))).isEqualTo(8);
    assertThat(attr.memory().getLong(at("config"))).isEqualTo(1 << 3);
    assertThat(attr.pointers().stream().map(KernelStruct.PointerField::offset))
        .containsExactly(at("kprobe_func"));
  }

  private static int at(String member) {
    return layout.field("perf_event_attr", member).orElseThrow().offset();
  }
}
