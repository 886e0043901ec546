package io.packetframe.bpf.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The messages of rtnetlink that links send and read, taken apart with the running kernel's own
 * types: no offset and no number of a message or an attribute is written down here.
 */
@KernelTest
class NetlinkLayoutTest {
  private static final int PRIORITY = 0xc001;

  private static KernelLayout layout;

  private final ScriptedSyscalls kernel = new ScriptedSyscalls();
  private final List<ByteBuffer> sent = new ArrayList<>();
  private Program program;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @BeforeEach
  void load() throws Exception {
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
          int length = message.getInt(at("nlmsghdr", "nlmsg_len"));
          sent.add(NativeMemory.allocate(length).put(0, message, 0, length));
          return length;
        });
    kernel.onRecv(NetlinkLayoutTest::filterAndAcknowledgement);
  }

  @Test
  void xdp() throws Exception {
    Link link = Xdp.attachByNetlink(program, 7, XdpMode.GENERIC);
    assertType(sent.getFirst(), "RTM_SETLINK");
    int fixed = size("nlmsghdr");
    assertThat(sent.getFirst().getInt(fixed + at("ifinfomsg", "ifi_index"))).isEqualTo(7);
    ByteBuffer xdp = attribute(sent.getFirst(), fixed + size("ifinfomsg"), "IFLA_XDP");
    assertThat(attribute(xdp, 0, "IFLA_XDP_FLAGS").getInt(0)).isEqualTo(1 | 2);
    int held = attribute(xdp, 0, "IFLA_XDP_FD").getInt(0);
    assertThat(kernel.openDescriptors()).contains((long) held);
    link.close();
    xdp = attribute(sent.get(1), fixed + size("ifinfomsg"), "IFLA_XDP");
    assertThat(attribute(xdp, 0, "IFLA_XDP_EXPECTED_FD").getInt(0)).isEqualTo(held);
    assertThat(attribute(xdp, 0, "IFLA_XDP_FD").getInt(0)).isEqualTo(-1);
  }

  @Test
  void clsact() throws Exception {
    try (Link _ = Tc.attachByClsact(program, 7, TcDirection.INGRESS)) {
      qdisc(sent.get(0));
      filter(sent.get(1));
    }
    ByteBuffer removed = sent.get(2);
    assertType(removed, "RTM_DELTFILTER");
    assertThat(removed.getInt(size("nlmsghdr") + at("tcmsg", "tcm_info")) >>> 16)
        .as("the priority that the kernel chose")
        .isEqualTo(PRIORITY);
  }

  private static void qdisc(ByteBuffer message) {
    assertType(message, "RTM_NEWQDISC");
    int fixed = size("nlmsghdr");
    assertThat(message.getInt(fixed + at("tcmsg", "tcm_ifindex"))).isEqualTo(7);
    assertThat(message.getInt(fixed + at("tcmsg", "tcm_handle"))).isEqualTo(0xffff0000);
    assertThat(message.getInt(fixed + at("tcmsg", "tcm_parent"))).isEqualTo(0xfffffff1);
    assertThat(text(attribute(message, fixed + size("tcmsg"), "TCA_KIND"))).isEqualTo("clsact");
  }

  private void filter(ByteBuffer message) {
    assertType(message, "RTM_NEWTFILTER");
    int first = size("nlmsghdr") + size("tcmsg");
    assertThat(text(attribute(message, first, "TCA_KIND"))).isEqualTo("bpf");
    ByteBuffer options = attribute(message, first, "TCA_OPTIONS");
    if (layout.constant("TCA_BPF_FD").isEmpty()) {
      // The filter is a module, with types of its own.
      KernelLayout.skip("TCA_BPF", "FD");
      return;
    }
    assertThat(attribute(options, 0, "TCA_BPF_FD").getInt(0)).isEqualTo(program.fd().number());
    assertThat(text(attribute(options, 0, "TCA_BPF_NAME"))).isNotEmpty();
    assertThat(attribute(options, 0, "TCA_BPF_FLAGS").getInt(0)).isEqualTo(1);
  }

  /** The echo of a filter with the kernel's priority, then an error that is none. */
  private static long filterAndAcknowledgement(ByteBuffer memory) {
    int header = size("nlmsghdr");
    int echo = header + size("tcmsg");
    memory.putInt(at("nlmsghdr", "nlmsg_len"), echo);
    memory.putShort(at("nlmsghdr", "nlmsg_type"), (short) number("RTM_NEWTFILTER"));
    memory.putInt(header + at("tcmsg", "tcm_info"), PRIORITY << 16);
    memory.putInt(header + at("tcmsg", "tcm_handle"), 1);
    int end = header + size("nlmsgerr");
    memory.putInt(echo + at("nlmsghdr", "nlmsg_len"), end);
    memory.putShort(echo + at("nlmsghdr", "nlmsg_type"), (short) 2); // NLMSG_ERROR, a macro
    memory.putInt(echo + header + at("nlmsgerr", "error"), 0);
    return (long) echo + end;
  }

  private static void assertType(ByteBuffer message, String name) {
    assertThat(message.getShort(at("nlmsghdr", "nlmsg_type"))).isEqualTo((short) number(name));
    int request = 1;
    int acknowledge = 4;
    assertThat(message.getShort(at("nlmsghdr", "nlmsg_flags")) & (request | acknowledge))
        .isEqualTo(request | acknowledge);
    assertThat(message.getInt(at("nlmsghdr", "nlmsg_seq"))).isEqualTo(1);
    assertThat(message.getInt(at("nlmsghdr", "nlmsg_pid"))).isZero();
  }

  /** Returns the content of an attribute among those that begin at a position. */
  private static ByteBuffer attribute(ByteBuffer memory, int from, String name) {
    int at = from;
    while (at < memory.capacity()) {
      int length = Short.toUnsignedInt(memory.getShort(at + at("nlattr", "nla_len")));
      int type = memory.getShort(at + at("nlattr", "nla_type")) & 0x3fff;
      if (type == number(name)) {
        int content = length - size("nlattr");
        return NativeMemory.allocate(content).put(0, memory, at + size("nlattr"), content);
      }
      at += (length + 3) & ~3;
    }
    throw new AssertionError("no attribute " + name);
  }

  private static String text(ByteBuffer memory) {
    return NativeMemory.text(memory, 0, memory.capacity());
  }

  private static int number(String constant) {
    return layout.constant(constant).orElseThrow().intValue();
  }

  private static int size(String structure) {
    return layout.size(structure).orElseThrow();
  }

  private static int at(String structure, String member) {
    return layout.field(structure, member).orElseThrow().offset();
  }
}
