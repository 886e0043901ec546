package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NetlinkGroups;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.BlockNotice;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notices as the kernel sends them. */
@KernelTest
class UeventsOnThisKernelTest {
  private static final int NETLINK_KOBJECT_UEVENT = 15;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @Test
  void aDiskThatChangesIsNoticed() throws Exception {
    try (BlockNotice disk = BlockNotice.open(syscalls);
        Uevents uevents = Uevents.open(syscalls).optional().orElseThrow()) {
      disk.give();
      assertThat(uevents.await(Duration.ofMinutes(1))).isTrue();
    }
  }

  @Test
  void soItIsInANamespaceOfAContainersNetwork() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.open();
        BlockNotice disk = BlockNotice.open(syscalls)) {
      boolean isNoticed =
          network.call(
              () -> {
                try (Uevents uevents = Uevents.open(syscalls).optional().orElseThrow()) {
                  disk.give();
                  return uevents.await(Duration.ofMinutes(1));
                }
              });
      assertThat(isNoticed).isTrue();
    }
  }

  @Test
  void aNetworkDevicesNoticeArrivesAndIsNoneOfOurs() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.open()) {
      List<String> notices =
          network.call(
              () -> {
                try (Fd socket = subscribed()) {
                  Links.newVeth("pf-notice-a", "pf-notice-b");
                  return received(socket);
                }
              });
      List<String> ofDevices =
          notices.stream().filter(notice -> notice.contains("\0INTERFACE=pf-notice-")).toList();
      assertThat(ofDevices).isNotEmpty().allMatch(notice -> notice.contains("\0SUBSYSTEM="));
      assertThat(ofDevices).noneMatch(Uevents::isOurs);
    }
  }

  private Fd subscribed() {
    Fd socket =
        new Fd(
            syscalls,
            syscalls.socket(
                RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, NETLINK_KOBJECT_UEVENT));
    assertThat(syscalls.bind(socket.number(), NetlinkGroups.address(1))).isZero();
    return socket;
  }

  private List<String> received(Fd socket) {
    List<String> notices = new ArrayList<>();
    ByteBuffer memory = NativeMemory.allocate(4096);
    long length = syscalls.recv(socket.number(), memory, RouteNetlink.MSG_DONTWAIT);
    while (!Errno.isError(length)) {
      byte[] bytes = new byte[(int) length];
      memory.get(0, bytes);
      notices.add(new String(bytes, StandardCharsets.UTF_8));
      length = syscalls.recv(socket.number(), memory, RouteNetlink.MSG_DONTWAIT);
    }
    assertThat(Errno.of(length)).isEqualTo(Errno.EAGAIN);
    return notices;
  }
}
