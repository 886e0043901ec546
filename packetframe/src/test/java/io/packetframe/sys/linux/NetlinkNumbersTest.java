package io.packetframe.sys.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.testing.KernelLayout;
import io.packetframe.testing.KernelTest;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What netlink is asked and tells of devices and addresses, against the running kernel's types.
 * Constants that have the kernel's name have its number; macros are in no types (AF_*, NLM_F_*,
 * RTMGRP_*), and no more are those of modules (VLAN).
 */
@KernelTest
class NetlinkNumbersTest {
  private static KernelLayout layout;

  @BeforeAll
  static void readTypes() throws Exception {
    layout = KernelLayout.ofThisKernel();
  }

  @Test
  void numbers() throws Exception {
    int found = 0;
    for (Class<?> holder :
        List.of(
            AddressAttributes.class,
            DeviceFeatures.class,
            LinkAttributes.class,
            NetfilterAttributes.class,
            QueueAttributes.class,
            RouteNetlink.class,
            TransformPolicies.class)) {
      for (Field field : holder.getDeclaredFields()) {
        Optional<Long> constant = layout.constant(field.getName());
        if (field.getType() == int.class && constant.isPresent()) {
          field.setAccessible(true);
          assertThat((long) field.getInt(null)).as(field.getName()).isEqualTo(constant.get());
          found++;
        }
      }
    }
    // 45 in 6.18; before 6.3 there are no features of devices.
    assertThat(found).isGreaterThan(30);
  }

  @Test
  void structures() {
    assertThat(AddressAttributes.IFADDRMSG).isEqualTo(size("ifaddrmsg"));
    assertThat(AddressAttributes.IFA_FAMILY).isEqualTo(at("ifaddrmsg", "ifa_family"));
    assertThat(AddressAttributes.IFA_PREFIXLEN).isEqualTo(at("ifaddrmsg", "ifa_prefixlen"));
    assertThat(AddressAttributes.IFA_INDEX).isEqualTo(at("ifaddrmsg", "ifa_index"));
    assertThat(LinkAttributes.IFINFOMSG).isEqualTo(size("ifinfomsg"));
    assertThat(LinkAttributes.IFI_TYPE).isEqualTo(at("ifinfomsg", "ifi_type"));
    assertThat(LinkAttributes.IFI_INDEX).isEqualTo(at("ifinfomsg", "ifi_index"));
    assertThat(LinkAttributes.IFI_FLAGS).isEqualTo(at("ifinfomsg", "ifi_flags"));
    assertThat(DeviceFeatures.GENLMSGHDR).isEqualTo(size("genlmsghdr"));
    assertThat(QueueAttributes.TCMSG).isEqualTo(size("tcmsg"));
    assertThat(QueueAttributes.TCM_IFINDEX).isEqualTo(at("tcmsg", "tcm_ifindex"));
    ByteBuffer family = DeviceFeatures.getFamily().memory();
    int fixed = size("nlmsghdr");
    assertThat(family.get(fixed + at("genlmsghdr", "cmd"))).isEqualTo((byte) 3);
    assertThat(family.get(fixed + at("genlmsghdr", "version"))).isEqualTo((byte) 2);
    ByteBuffer address = NetlinkGroups.address(0x111);
    assertThat(address.capacity()).isEqualTo(size("sockaddr_nl"));
    assertThat(address.getShort(at("sockaddr_nl", "nl_family"))).isEqualTo((short) 16);
    assertThat(address.getInt(at("sockaddr_nl", "nl_groups"))).isEqualTo(0x111);
  }

  /** A kernel that has nftables or IPsec as modules tells nothing of theirs. */
  @Test
  void structuresOfWhatPacketsPass() {
    int header = size("nlmsghdr");
    assertThat(QueueAttributes.getAll().length()).isEqualTo(header + size("tcmsg"));
    if (has("nfgenmsg")) {
      assertThat(NetfilterAttributes.NFGENMSG).isEqualTo(size("nfgenmsg"));
      assertThat(NetfilterAttributes.NFGEN_FAMILY).isEqualTo(at("nfgenmsg", "nfgen_family"));
      assertThat(NetfilterAttributes.getRules().length()).isEqualTo(header + size("nfgenmsg"));
    }
    String policy = "xfrm_userpolicy_info";
    if (has(policy) && has("xfrm_userpolicy_id")) {
      assertThat(TransformPolicies.XFRM_USERPOLICY_INFO).isEqualTo(size(policy));
      assertThat(TransformPolicies.DIRECTION).isEqualTo(at(policy, "dir"));
      assertThat(TransformPolicies.SELECTOR_DESTINATION).isEqualTo(at(policy, "sel.daddr"));
      assertThat(TransformPolicies.SELECTOR_SOURCE).isEqualTo(at(policy, "sel.saddr"));
      assertThat(TransformPolicies.SELECTOR_FAMILY).isEqualTo(at(policy, "sel.family"));
      assertThat(TransformPolicies.SELECTOR_DESTINATION_LENGTH)
          .isEqualTo(at(policy, "sel.prefixlen_d"));
      assertThat(TransformPolicies.SELECTOR_SOURCE_LENGTH).isEqualTo(at(policy, "sel.prefixlen_s"));
      assertThat(TransformPolicies.getAll().length())
          .isEqualTo(header + size("xfrm_userpolicy_id"));
    }
  }

  private static boolean has(String structure) {
    boolean there = layout.size(structure).isPresent();
    if (!there) {
      System.out.println("not compared: the types of this kernel have no " + structure);
    }
    return there;
  }

  @Test
  void answers() {
    int header = size("nlmsghdr");
    int message = header + size("ifinfomsg");
    int end = header + Integer.BYTES;
    ScriptedSyscalls kernel =
        new ScriptedSyscalls()
            .onRecv(
                memory -> {
                  memory.putInt(at("nlmsghdr", "nlmsg_len"), message);
                  memory.putShort(at("nlmsghdr", "nlmsg_type"), (short) LinkAttributes.RTM_NEWLINK);
                  memory.putShort(at("nlmsghdr", "nlmsg_flags"), (short) 2); // NLM_F_MULTI
                  memory.putInt(header + at("ifinfomsg", "ifi_index"), 7);
                  memory.putInt(message + at("nlmsghdr", "nlmsg_len"), end);
                  memory.putShort(message + at("nlmsghdr", "nlmsg_type"), (short) 3); // DONE
                  memory.putShort(message + at("nlmsghdr", "nlmsg_flags"), (short) 2);
                  memory.putInt(message + header, 0);
                  return (long) message + end;
                });
    NetlinkMessage request = LinkAttributes.getAll();
    NetlinkDump.Answer answer = NetlinkDump.of(kernel, RouteNetlink.NETLINK_ROUTE, request);
    assertThat(answer)
        .isInstanceOfSatisfying(
            NetlinkDump.Complete.class, complete -> assertThat(complete.messages()).hasSize(1));
    assertThat(request.memory().getInt(at("nlmsghdr", "nlmsg_len"))).isEqualTo(request.length());
  }

  private static int size(String structure) {
    return layout.size(structure).orElseThrow();
  }

  private static int at(String structure, String member) {
    return layout.field(structure, member).orElseThrow().offset();
  }
}
