package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's configuration and symbols, from files of a test. */
class KernelFilesTest {
  private static final String CONFIGURATION =
      "# CONFIG_KPROBES is not set\nCONFIG_HZ=250\nCONFIG_HZ_250=y\nCONFIG_A=\"a=b\"\n\nnonsense\n";

  @TempDir Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.createDirectories(root.resolve("boot"));
  }

  @Test
  void settingsComeFromTheDistributionsFile() throws IOException {
    Files.writeString(root.resolve("boot/config-6.1.0-x"), CONFIGURATION);
    assertThat(
            new KernelFiles(root)
                .configuration(Set.of("CONFIG_HZ", "CONFIG_A", "CONFIG_KPROBES"), "6.1.0-x"))
        .isEqualTo(Map.of("CONFIG_HZ", "250", "CONFIG_A", "\"a=b\""));
  }

  @Test
  void orFromTheKernelsOwn() throws IOException {
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(root.resolve("proc/config.gz")))) {
      file.write(CONFIGURATION.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(new KernelFiles(root).configuration(Set.of("CONFIG_HZ"), "6.1.0-x"))
        .isEqualTo(Map.of("CONFIG_HZ", "250"));
  }

  @Test
  void withoutBothNothingIsKnown() {
    assertThatThrownBy(() -> new KernelFiles(root).configuration(Set.of(), "6.1.0-x"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void symbolsHaveOneAddress() throws IOException {
    Files.writeString(
        root.resolve("proc/kallsyms"),
        """
        ffffffff81000000 T _text
        0000000000000000 D hidden
        ffffffff81000010 t twice
        ffffffff81000020 t twice
        ffffffff81000030 t same
        ffffffff81000030 T same
        ffffffffc0000000 t of_module\t[nf_tables]
        zz T broken
        nonsense
        """);
    assertThat(
            new KernelFiles(root)
                .addresses(
                    Set.of("_text", "hidden", "twice", "same", "of_module", "broken", "none")))
        .isEqualTo(
            Map.of(
                "_text", 0xffffffff81000000L,
                "same", 0xffffffff81000030L,
                "of_module", 0xffffffffc0000000L));
  }

  @Test
  void theVersionIsTheOneThatProgramsCompare() {
    assertThat(new KernelVersion("6.18.44-fc", "#1 SMP").code()).isEqualTo(0x06122c);
    assertThat(new KernelVersion("6.1.0-28-amd64", "#1 SMP Debian 6.1.119-1 (2024)").code())
        .isEqualTo(0x060177);
    assertThat(new KernelVersion("4.19.325", "").code()).isEqualTo(0x0413ff);
    assertThat(new KernelVersion("7.0-rc1", "").code()).isEqualTo(0x070000);
  }
}
