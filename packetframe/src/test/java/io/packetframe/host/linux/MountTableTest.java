package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTableTest {

  @Test
  void parsesALineWithOptionalFieldsAndEscapes() {
    String line =
        "90 31 8:17 /a\\134b /media/USB\\040STICK\\011\\012 rw shared:60 master:1 - vfat /dev/sdb1"
            + " rw";
    assertThat(Mount.parse(line))
        .contains(
            new Mount(
                90,
                31,
                "8:17",
                "/a\\b",
                "/media/USB STICK\t\n",
                "vfat",
                "/dev/sdb1",
                List.of("rw")));
  }

  @Test
  void leavesWhatIsNoEscape() {
    assertThat(Mount.unescape("/a\\9b\\04")).isEqualTo("/a\\9b\\04");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "x 1 0:1 / / rw - bpf bpf rw",
        "1 x 0:1 / / rw - bpf bpf rw",
        "1 1 0:1 / / rw",
        "1 1 0:1 / / rw -",
        "1 1 0:1 / / rw shared:1",
        "99999999999 1 0:1 / / rw - bpf bpf rw"
      })
  void refuses(String line) {
    assertThat(Mount.parse(line)).isEmpty();
    assertThat(MountTable.parse(line + "\n1 0 0:1 / / rw - ext4 x rw\n")).isEmpty();
  }

  @Test
  void findsTheBpfFileSystems() {
    MountTable table =
        table("27 1 0:1 / /sys/fs/bpf rw - bpf none rw\n28 1 0:2 / /b rw - tmpfs x rw");
    assertThat(table.ofType("bpf")).extracting(Mount::mountPoint).containsExactly("/sys/fs/bpf");
  }

  @Test
  void coversByWholeNames() {
    MountTable table = table("1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /sys/fs/bpf rw - bpf b rw\n");
    assertThat(covering(table, "/sys/fs/bpf")).isEqualTo(2);
    assertThat(covering(table, "/sys/fs/bpf/packetframe")).isEqualTo(2);
    assertThat(covering(table, "/sys/fs/bpffs")).isEqualTo(1);
    assertThat(covering(table, "/")).isEqualTo(1);
  }

  @Test
  void theRootMayStandBehindItsChildren() {
    MountTable table = table("22 27 0:2 / /proc rw - proc p rw\n27 1 0:1 / / rw - ext4 a rw\n");
    assertThat(covering(table, "/proc/self")).isEqualTo(22);
  }

  @Test
  void aLaterMountOnAParentHidesThoseBelow() {
    MountTable table =
        table(
            """
            1 0 0:1 / / rw - ext4 a rw
            2 1 0:2 / /sys/fs/bpf rw - bpf b rw
            3 1 0:3 / /sys rw - sysfs c rw
            """);
    assertThat(covering(table, "/sys/fs/bpf/x")).isEqualTo(3);
  }

  @Test
  void aMountOnTheSamePointHidesTheFirst() {
    MountTable table =
        table(
            """
            1 1 0:1 / / rw - rootfs a rw
            2 1 0:2 / /run rw - tmpfs b rw
            3 2 0:3 / /run rw - tmpfs c rw
            """);
    assertThat(covering(table, "/run/x")).isEqualTo(3);
  }

  @Test
  void endsOnTablesThatNoKernelWrites() {
    assertThat(table("").covering("/x")).isEmpty();
    assertThat(table("1 2 0:1 / / rw - a a rw\n2 1 0:1 / / rw - a a rw\n").covering("/x"))
        .isEmpty();
    assertThat(
            table("1 0 0:1 / / rw - a a rw\n2 1 0:1 / / rw - a a rw\n1 2 0:1 / / rw - a a rw\n")
                .covering("/x"))
        .isEmpty();
  }

  private static int covering(MountTable table, String path) {
    return table.covering(path).orElseThrow().id();
  }

  private static MountTable table(String text) {
    return MountTable.parse(text).orElseThrow();
  }
}
