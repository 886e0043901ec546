package io.packetframe.bpf.link;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clsact qdisc of an interface and its BPF filters (include/uapi/linux/rtnetlink.h, {@code
 * struct tcmsg}; pkt_cls.h, TCA_BPF_*). Each method returns what the kernel answered.
 */
final class Clsact {
  private static final int RTM_NEWQDISC = 36;
  private static final int RTM_DELQDISC = 37;
  private static final int RTM_NEWTFILTER = 44;
  private static final int RTM_DELTFILTER = 45;
  private static final int RTM_GETTFILTER = 46;

  private static final int TCMSG = 20;
  private static final int TCM_IFINDEX = 4;
  private static final int TCM_HANDLE = 8;
  private static final int TCM_PARENT = 12;
  private static final int TCM_INFO = 16;
  private static final int TC_H_CLSACT = 0xfffffff1;
  private static final int CLSACT_HANDLE = 0xffff0000;

  private static final int TCA_KIND = 1;
  private static final int TCA_OPTIONS = 2;
  private static final int TCA_BPF_FD = 6;
  private static final int TCA_BPF_NAME = 7;
  private static final int TCA_BPF_FLAGS = 8;
  private static final int TCA_BPF_ID = 11;

  /** The program's verdict is the filter's: no action is looked for. */
  private static final int TCA_BPF_FLAG_ACT_DIRECT = 1;

  /** Of our filter among those of one priority, which no other shares. */
  private static final int HANDLE = 1;

  /** The lower half of tcm_info: frames of every protocol, in network byte order. */
  private static final int ETH_P_ALL = 0x0300;

  /**
   * A filter, as a dump tells it; the handle is 0 for a priority that holds none.
   *
   * @param name empty where it has none
   * @param programId 0 where the kernel does not say
   */
  record Filter(int priority, int handle, String name, int programId) {}

  private final Syscalls syscalls;
  private final int interfaceIndex;

  Clsact(Syscalls syscalls, int interfaceIndex) {
    this.syscalls = syscalls;
    this.interfaceIndex = interfaceIndex;
  }

  /** Makes the qdisc; EEXIST where there is one. */
  long create() {
    int flags = NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_EXCL;
    return Rtnetlink.request(syscalls, qdisc(RTM_NEWQDISC, flags).text(TCA_KIND, "clsact"));
  }

  /** Removes the qdisc with all its filters. */
  long remove() {
    return Rtnetlink.request(syscalls, qdisc(RTM_DELQDISC, 0));
  }

  private NetlinkMessage qdisc(int type, int flags) {
    return new NetlinkMessage(type, flags, TCMSG)
        .fixed(TCM_IFINDEX, interfaceIndex)
        .fixed(TCM_HANDLE, CLSACT_HANDLE)
        .fixed(TCM_PARENT, TC_H_CLSACT);
  }

  /** Adds a filter at a priority that the kernel chooses, which is the answer. */
  long add(TcDirection direction, int program, String name) {
    int flags = NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_EXCL | NetlinkMessage.NLM_F_ECHO;
    NetlinkMessage message =
        withProgram(filter(RTM_NEWTFILTER, flags, direction, 0), program, name);
    int[] priority = new int[1];
    long answer =
        Rtnetlink.request(
            syscalls,
            message,
            (memory, offset, length) -> {
              if (isFilter(memory, offset, length)) {
                priority[0] = read(memory, offset, length).priority();
              }
            });
    if (Errno.isError(answer)) {
      return answer;
    }
    // Without the echo we could not find the filter again.
    return priority[0] != 0 ? priority[0] : -Errno.ENOENT.number();
  }

  /** Puts another program into the filter at once. */
  long replace(TcDirection direction, int priority, int program, String name) {
    int flags = NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_REPLACE;
    return Rtnetlink.request(
        syscalls, withProgram(filter(RTM_NEWTFILTER, flags, direction, priority), program, name));
  }

  /** Removes our filter. */
  long remove(TcDirection direction, int priority) {
    return Rtnetlink.request(
        syscalls, filter(RTM_DELTFILTER, 0, direction, priority).text(TCA_KIND, "bpf"));
  }

  /** Returns the filters of a direction, or nothing where the kernel does not say. */
  List<Filter> filters(TcDirection direction) {
    List<Filter> filters = new ArrayList<>();
    NetlinkMessage message =
        new NetlinkMessage(RTM_GETTFILTER, NetlinkMessage.NLM_F_DUMP, TCMSG)
            .fixed(TCM_IFINDEX, interfaceIndex)
            .fixed(TCM_PARENT, direction.clsactParent());
    long answer =
        Rtnetlink.request(
            syscalls,
            message,
            (memory, offset, length) -> {
              if (isFilter(memory, offset, length)) {
                filters.add(read(memory, offset, length));
              }
            });
    if (Errno.isError(answer)) {
      // As if there were another's: what we do not know, we do not remove.
      filters.add(new Filter(0, 0, "", 0));
    }
    return filters;
  }

  private NetlinkMessage filter(int type, int flags, TcDirection direction, int priority) {
    return new NetlinkMessage(type, flags, TCMSG)
        .fixed(TCM_IFINDEX, interfaceIndex)
        .fixed(TCM_HANDLE, HANDLE)
        .fixed(TCM_PARENT, direction.clsactParent())
        .fixed(TCM_INFO, priority << 16 | ETH_P_ALL);
  }

  private static NetlinkMessage withProgram(NetlinkMessage message, int program, String name) {
    message.text(TCA_KIND, "bpf");
    int options = message.nested(TCA_OPTIONS);
    message.u32(TCA_BPF_FD, program).text(TCA_BPF_NAME, name);
    message.u32(TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
    message.end(options);
    return message;
  }

  private static boolean isFilter(ByteBuffer memory, int offset, int length) {
    return memory.getShort(offset + 4) == RTM_NEWTFILTER && length >= NetlinkMessage.HEADER + TCMSG;
  }

  private static Filter read(ByteBuffer memory, int offset, int length) {
    ByteBuffer message = memory.slice(offset, length).order(memory.order());
    int fixed = NetlinkMessage.HEADER;
    Optional<NetlinkAttributes> options =
        NetlinkAttributes.parse(message, fixed + TCMSG).flatMap(all -> all.nested(TCA_OPTIONS));
    return new Filter(
        message.getInt(fixed + TCM_INFO) >>> 16,
        message.getInt(fixed + TCM_HANDLE),
        options.flatMap(all -> all.text(TCA_BPF_NAME)).orElse(""),
        options.map(all -> all.number(TCA_BPF_ID).orElse(0)).orElse(0));
  }
}
