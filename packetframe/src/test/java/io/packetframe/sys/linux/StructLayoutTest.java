package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The structures that we share with the running kernel besides those of bpf(2), against its own
 * types. A structure that this kernel was built without is left out.
 */
@KernelTest
class StructLayoutTest {
  private static KernelLayout layout;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @Test
  void limits() {
    ByteBuffer memory = new Rlimit(51, 52).encode();
    assertSize(memory, "rlimit64");
    assertThat(memory.getLong(at("rlimit64", "rlim_cur"))).isEqualTo(51);
    assertThat(memory.getLong(at("rlimit64", "rlim_max"))).isEqualTo(52);
    assertThat(Rlimit.decode(memory)).isEqualTo(new Rlimit(51, 52));
  }

  @Test
  void fileSystems() {
    ByteBuffer memory = Statfs.memory();
    assertSize(memory, "statfs");
    memory.putLong(at("statfs", "f_type"), Statfs.BPF_FS_MAGIC);
    assertThat(Statfs.type(memory)).isEqualTo(Statfs.BPF_FS_MAGIC);
    memory.putLong(at("statfs", "f_bsize"), 71);
    assertThat(Statfs.unit(memory)).isEqualTo(71);
    memory.putLong(at("statfs", "f_frsize"), 72);
    memory.putLong(at("statfs", "f_blocks"), 73);
    memory.putLong(at("statfs", "f_bfree"), 74);
    memory.putLong(at("statfs", "f_bavail"), 75);
    assertThat(Statfs.unit(memory)).isEqualTo(72);
    assertThat(Statfs.blocks(memory)).isEqualTo(73);
    assertThat(Statfs.freeBlocks(memory)).isEqualTo(74);
    assertThat(Statfs.availableBlocks(memory)).isEqualTo(75);
  }

  @Test
  void kernelNames() {
    ByteBuffer memory = Utsname.memory();
    assertSize(memory, "new_utsname");
    memory.put(at("new_utsname", "release"), "7.8.9".getBytes(StandardCharsets.US_ASCII));
    assertThat(Utsname.release(memory)).isEqualTo("7.8.9");
  }

  @Test
  void events() {
    KernelStruct event = EpollEvents.event(EpollEvents.IN, 0x1122334455667788L);
    assertSize(event.memory(), "epoll_event");
    assertThat(event.u32(at("epoll_event", "events"))).isEqualTo(EpollEvents.IN);
    assertThat(event.memory().getLong(at("epoll_event", "data"))).isEqualTo(0x1122334455667788L);
    EpollEvents events = new EpollEvents(2);
    int second = layout.size("epoll_event").orElseThrow();
    events.memory().putLong(second + at("epoll_event", "data"), 99);
    assertThat(events.data(1)).isEqualTo(99);
  }

  @Test
  void netlinkMessages() {
    ByteBuffer request = RouteNetlink.getLink(4711);
    int header = layout.size("nlmsghdr").orElseThrow();
    assertThat(request.capacity()).isEqualTo(header + layout.size("ifinfomsg").orElseThrow());
    assertThat(request.getInt(at("nlmsghdr", "nlmsg_len"))).isEqualTo(request.capacity());
    assertThat(request.getShort(at("nlmsghdr", "nlmsg_type"))).isEqualTo((short) 18);
    assertThat(request.getShort(at("nlmsghdr", "nlmsg_flags"))).isEqualTo((short) 1);
    assertThat(request.getInt(header + at("ifinfomsg", "ifi_index"))).isEqualTo(4711);
  }

  @Test
  void whatNetlinkTellsOfXdp() {
    int header = layout.size("nlmsghdr").orElseThrow();
    int attribute = layout.size("nlattr").orElseThrow();
    int start = header + layout.size("ifinfomsg").orElseThrow();
    ByteBuffer reply = NativeMemory.allocate(start + 3 * attribute + 4 + 4);
    reply.putInt(at("nlmsghdr", "nlmsg_len"), reply.capacity());
    reply.putShort(at("nlmsghdr", "nlmsg_type"), (short) number("RTM_NEWLINK"));
    attribute(reply, start, "IFLA_XDP", 3 * attribute + 4 + 4);
    attribute(reply, start + attribute, "IFLA_XDP_ATTACHED", attribute + 1);
    reply.put(start + 2 * attribute, (byte) 1);
    int program = start + 2 * attribute + 4;
    attribute(reply, program, "IFLA_XDP_PROG_ID", attribute + 4);
    reply.putInt(program + attribute, 4711);
    assertThat(RouteNetlink.linkReply(reply, reply.capacity()))
        .isEqualTo(new RouteNetlink.XdpAttributes(1, 4711, 0, 0, 0));
    ByteBuffer error = NativeMemory.allocate(header + layout.size("nlmsgerr").orElseThrow());
    error.putInt(at("nlmsghdr", "nlmsg_len"), error.capacity());
    error.putShort(at("nlmsghdr", "nlmsg_type"), (short) 2); // NLMSG_ERROR, a macro
    error.putInt(header + at("nlmsgerr", "error"), -Errno.ENODEV.number());
    assertThat(RouteNetlink.linkReply(error, error.capacity()))
        .isEqualTo(new RouteNetlink.Refused(Errno.ENODEV));
  }

  private static void attribute(ByteBuffer message, int at, String type, int length) {
    message.putShort(at + at("nlattr", "nla_len"), (short) length);
    message.putShort(at + at("nlattr", "nla_type"), (short) number(type));
  }

  private static int number(String constant) {
    return layout.constant(constant).orElseThrow().intValue();
  }

  @Test
  void requestsToNetworkDevices() {
    List<KernelStruct> requests = new ArrayList<>();
    Syscalls kernel =
        new ScriptedSyscalls()
            .onIoctl(
                request -> {
                  requests.add(request);
                  return 0;
                });
    assertThat(Ethtool.call(kernel, 3, "pf0", Ethtool.getGro())).isZero();
    KernelStruct request = requests.getFirst();
    assertSize(request.memory(), "ifreq");
    assertThat(NativeMemory.text(request.memory(), at("ifreq", "ifr_ifrn.ifrn_name"), 16))
        .isEqualTo("pf0");
    assertThat(request.target(at("ifreq", "ifr_ifru.ifru_data")).capacity()).isEqualTo(8);
  }

  @Test
  void terminals() {
    List<Integer> sizes = new ArrayList<>();
    Syscalls kernel =
        new ScriptedSyscalls()
            .onIoctl(
                request -> {
                  sizes.add(request.memory().capacity());
                  return 0;
                });
    assertThat(Terminal.isTerminal(kernel, 0)).isTrue();
    assertThat(sizes.getFirst()).isGreaterThanOrEqualTo(layout.size("termios").orElseThrow());
  }

  @Test
  void networkDevices() {
    assertSize(Ethtool.getGro(), "ethtool_value");
    ByteBuffer coalesce = Ethtool.getCoalesce();
    assertSize(coalesce, "ethtool_coalesce");
    coalesce.putInt(at("ethtool_coalesce", "rx_coalesce_usecs"), 61);
    coalesce.putInt(at("ethtool_coalesce", "rx_max_coalesced_frames"), 62);
    coalesce.putInt(at("ethtool_coalesce", "use_adaptive_rx_coalesce"), 1);
    assertThat(Ethtool.rxMicroseconds(coalesce)).isEqualTo(61);
    assertThat(Ethtool.rxFrames(coalesce)).isEqualTo(62);
    assertThat(Ethtool.isRxAdaptive(coalesce)).isTrue();
    ByteBuffer names = Ethtool.getFeatureNames(7);
    assertThat(names.getInt(at("ethtool_gstrings", "len"))).isEqualTo(7);
    ByteBuffer count = Ethtool.getFeatureCount();
    assertThat(count.getLong(at("ethtool_sset_info", "sset_mask"))).isEqualTo(1L << 4);
    count.putInt(at("ethtool_sset_info", "data"), 60);
    assertThat(Ethtool.featureCount(count)).isEqualTo(60);
    ByteBuffer features = Ethtool.getFeatures(40);
    assertThat(features.getInt(at("ethtool_gfeatures", "size"))).isEqualTo(2);
    int block = layout.size("ethtool_get_features_block").orElseThrow();
    int second = at("ethtool_gfeatures", "features") + block;
    features.putInt(second + at("ethtool_get_features_block", "active"), 1 << 3);
    assertThat(Ethtool.isActive(features, 35)).isTrue();
    features.putInt(second + at("ethtool_get_features_block", "available"), 1 << 3);
    assertThat(Ethtool.isFixed(features, 35)).isFalse();
    features.putInt(second + at("ethtool_get_features_block", "never_changed"), 1 << 3);
    assertThat(Ethtool.isFixed(features, 35)).isTrue();
  }

  @Test
  void featuresToBeChanged() {
    ByteBuffer change = Ethtool.setFeatures(40);
    Ethtool.request(change, 35, true);
    Ethtool.request(change, 34, false);
    assertThat(change.getInt(at("ethtool_sfeatures", "size"))).isEqualTo(2);
    int block = layout.size("ethtool_set_features_block").orElseThrow();
    int second = at("ethtool_sfeatures", "features") + block;
    assertThat(change.capacity()).isEqualTo(second + block);
    assertThat(change.getInt(second + at("ethtool_set_features_block", "valid"))).isEqualTo(12);
    assertThat(change.getInt(second + at("ethtool_set_features_block", "requested"))).isEqualTo(8);
  }

  @Test
  void healthOfNvmeDisks() {
    if (layout.size("nvme_passthru_cmd").isEmpty() || layout.size("nvme_smart_log").isEmpty()) {
      KernelLayout.skip("nvme_passthru_cmd", "*");
      return;
    }
    ByteBuffer log = NvmeSmartLog.memory();
    assertSize(log, "nvme_smart_log");
    List<KernelStruct> commands = new ArrayList<>();
    Syscalls kernel =
        new ScriptedSyscalls()
            .onIoctl(
                command -> {
                  commands.add(command);
                  return 0;
                });
    assertThat(NvmeSmartLog.read(kernel, 3, log)).isZero();
    KernelStruct command = commands.getFirst();
    assertSize(command.memory(), "nvme_passthru_cmd");
    assertThat(command.memory().get(at("nvme_passthru_cmd", "opcode"))).isEqualTo((byte) 2);
    assertThat(command.u32(at("nvme_passthru_cmd", "nsid"))).isEqualTo(-1);
    assertThat(command.target(at("nvme_passthru_cmd", "addr"))).isSameAs(log);
    assertThat(command.u32(at("nvme_passthru_cmd", "data_len"))).isEqualTo(512);
    assertThat(command.u32(at("nvme_passthru_cmd", "cdw10"))).isEqualTo(0x7f0002);
    log.put(at("nvme_smart_log", "critical_warning"), (byte) 0x81);
    log.put(at("nvme_smart_log", "temperature"), (byte) 0x43);
    log.put(at("nvme_smart_log", "temperature") + 1, (byte) 0x81);
    log.put(at("nvme_smart_log", "avail_spare"), (byte) 98);
    log.put(at("nvme_smart_log", "percent_used"), (byte) 200);
    log.put(at("nvme_smart_log", "media_errors") + 1, (byte) 0x80);
    assertThat(NvmeSmartLog.warnings(log)).isEqualTo(0x81);
    assertThat(NvmeSmartLog.kelvin(log)).isEqualTo(0x8143);
    assertThat(NvmeSmartLog.sparePercent(log)).isEqualTo(98);
    assertThat(NvmeSmartLog.usedPercent(log)).isEqualTo(200);
    assertThat(NvmeSmartLog.mediaErrors(log)).isEqualTo(0x8000);
  }

  private static void assertSize(ByteBuffer memory, String structure) {
    Optional<Integer> size = layout.size(structure);
    assertThat(size).as(structure).hasValue(memory.capacity());
  }

  private static int at(String structure, String member) {
    return layout.field(structure, member).orElseThrow().offset();
  }
}
