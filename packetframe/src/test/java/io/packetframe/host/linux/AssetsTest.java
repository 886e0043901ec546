package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.Asset;
import io.packetframe.host.AssetChange;
import io.packetframe.host.AssetWatch;
import io.packetframe.host.Assets;
import io.packetframe.host.Notices;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sysfs paths hold colons")
class AssetsTest {
  @TempDir private Path root;

  @Test
  void partsOfAServer() throws IOException {
    List<Asset> assets = Assets.of(InventoryTree.of("inventory-server-amd64", root).host());
    assertThat(assets)
        .extracting(Asset::identity)
        .containsExactly(
            "package 0",
            "package 1",
            "memory",
            "0000:0b:00.0",
            "0000:3b:00.0",
            "0000:5e:00.0",
            "loop0",
            "md0",
            "eui.0025385b01234567",
            "sda",
            "sdb",
            "sdc",
            "sdd");
    Asset nvme = find(assets, "nvme0n1");
    assertThat(nvme.used().optional()).as("/ and /boot/efi").contains(200L);
    assertThat(find(assets, "md0").used().optional()).contains(100L);
    assertThat(find(assets, "sdb").used().reason().orElseThrow()).contains("on other disks too");
    assertThat(find(assets, "md0").health().optional()).contains("degraded: members missing: 1");
    assertThat(find(assets, "sdb").health().optional()).isEmpty();
    assertThat(find(assets, "memory").health().optional())
        .contains("errors corrected: 3, not corrected: 0");
  }

  @Test
  void aNoticeLeadsToALookAndALookToWhatHasChanged() throws IOException {
    String disk = "/sys/class/block/sda/";
    InventoryTree tree = new InventoryTree(root).with(disk + "size", "8\n");
    AssetWatch watch = new AssetWatch(() -> Assets.of(tree.host()), new NoNotices());
    assertThat(watch.await(Duration.ZERO)).isEmpty();
    tree.with(disk + "size", "16\n").with("/sys/class/block/sdb/size", "8\n");
    assertThat(watch.await(Duration.ZERO))
        .containsExactly(
            new AssetChange(Asset.Kind.STORAGE, "sda", "capacity", "4096", "8192"),
            new AssetChange(Asset.Kind.STORAGE, "sdb", "presence", "absent", "present"));
    tree.with("/sys/class/block/sdb/size", "0\n");
    assertThat(watch.await(Duration.ZERO))
        .containsExactly(
            new AssetChange(Asset.Kind.STORAGE, "sdb", "presence", "present", "absent"));
  }

  private static final class NoNotices implements Notices {
    @Override
    public boolean await(Duration longest) {
      return false;
    }

    @Override
    public void close() {}
  }

  @Test
  void noticesOfOtherDevicesArePassedOver() {
    Deque<String> notices =
        new ArrayDeque<>(
            List.of(
                "add@/x\0ACTION=add\0SUBSYSTEM=net\0INTERFACE=x\0",
                "change@/y\0ACTION=change\0DEVPATH=/y\0SUBSYSTEM=block\0"));
    ScriptedSyscalls kernel =
        new ScriptedSyscalls()
            .onRecv(
                memory -> {
                  if (notices.isEmpty()) {
                    return ScriptedSyscalls.refusal(Errno.EAGAIN);
                  }
                  byte[] bytes = notices.removeFirst().getBytes(StandardCharsets.UTF_8);
                  memory.put(0, bytes);
                  return bytes.length;
                })
            .epollTells(3);
    try (Uevents uevents = Uevents.open(kernel).optional().orElseThrow()) {
      assertThat(uevents.await(Duration.ZERO)).as("one of them is a disk").isTrue();
      notices.add("add@/x\0ACTION=add\0SUBSYSTEM=net\0");
      assertThat(uevents.await(Duration.ZERO)).isFalse();
    }
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void aRefusedSubscriptionSaysWhichAndLeavesNothingOpen() {
    ScriptedSyscalls kernel = new ScriptedSyscalls().onBind(ScriptedSyscalls.refusal(Errno.EPERM));
    assertThat(Uevents.open(kernel).problem().orElseThrow()).contains("bind: EPERM");
    assertThat(kernel.openDescriptors()).isEmpty();
  }

  @Test
  void noticesThatTheKernelDroppedMayHaveBeenOurs() {
    Deque<Long> answers =
        new ArrayDeque<>(
            List.of(
                ScriptedSyscalls.refusal(Errno.ENOBUFS), ScriptedSyscalls.refusal(Errno.EAGAIN)));
    ScriptedSyscalls kernel =
        new ScriptedSyscalls().onRecv(_ -> answers.removeFirst()).epollTells(3);
    try (Uevents uevents = Uevents.open(kernel).optional().orElseThrow()) {
      assertThat(uevents.await(Duration.ZERO)).isTrue();
    }
  }

  private static Asset find(List<Asset> assets, String name) {
    return assets.stream().filter(asset -> asset.name().equals(name)).findFirst().orElseThrow();
  }
}
