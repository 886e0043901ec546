package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.Reading.Absent;
import io.packetframe.host.linux.Reading.Present;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelConfigurationSearchTest {
  private static final Reading<KernelRelease> RELEASE =
      new Present<>(new KernelRelease("6.6.30", 6, 6));

  @TempDir Path root;

  @Test
  void goesOnWhereTheFirstCannotBeInflated() {
    HostFiles files = HostTrees.files("truncated-config-gz-amd64");
    assertThat(KernelConfigurationSearch.read(files, KernelRelease.read(files)).found())
        .map(KernelConfigurationSearch.Found::path)
        .contains("/boot/config-6.18.44-fc-v657");
  }

  @Test
  void goesOnWhereAFileIsEmptyOrADirectory() throws IOException {
    Files.createDirectories(root.resolve("boot/config-6.6.30"));
    write("usr/lib/modules/6.6.30/config", "");
    write("lib/modules/6.6.30/config", "CONFIG_BPF=y\n");
    assertThat(search(RELEASE).found())
        .map(KernelConfigurationSearch.Found::path)
        .contains("/lib/modules/6.6.30/config");
  }

  @Test
  void namesEveryPlaceWithItsReason() throws IOException {
    write("proc/config.gz", "not compressed");
    Files.createDirectories(root.resolve("boot/config-6.6.30"));
    write("usr/lib/modules/6.6.30/config", "hello\n");
    assertThat(search(RELEASE))
        .isEqualTo(
            new KernelConfigurationSearch.NotReadable(
                List.of(
                    "/proc/config.gz: cannot be inflated: Not in GZIP format",
                    "/boot/config-6.6.30: EISDIR",
                    "/usr/lib/modules/6.6.30/config: holds no kernel configuration",
                    "/lib/modules/6.6.30/config does not exist")));
  }

  @Test
  void withoutAReleaseOnlyTheKernelItselfCanTell() {
    assertThat(search(new Absent<>("/proc/sys/kernel/osrelease")))
        .isEqualTo(
            new KernelConfigurationSearch.NotReadable(
                List.of(
                    "/proc/config.gz does not exist",
                    "/proc/sys/kernel/osrelease does not exist")));
  }

  private KernelConfigurationSearch search(Reading<KernelRelease> release) {
    return KernelConfigurationSearch.read(new HostFiles(root), release);
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
