package io.packetframe.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelModulesTest {
  @TempDir Path folder;

  @Test
  void whatIsNeededComesFirst() throws IOException {
    module("net/8021q.ko", "garp", "mrp");
    module("net/garp.ko", "stp", "llc");
    module("net/mrp.ko");
    module("net/stp.ko", "llc");
    module("net/llc.ko");
    assertThat(KernelModules.in(folder).closure(List.of("8021q", "llc")).keySet())
        .containsExactly("llc", "stp", "garp", "mrp", "8021q");
  }

  @Test
  void aDashInAFileNameIsAnUnderscore() throws IOException {
    module("act-bpf.ko");
    assertThat(KernelModules.in(folder).closure(List.of("act_bpf")).keySet())
        .containsExactly("act_bpf");
  }

  @Test
  void whatIsBuiltInNeedsNoFile() throws IOException {
    module("veth.ko", "page_pool");
    Files.writeString(folder.resolve("modules.builtin"), "kernel/net/core/page-pool.ko\n");
    assertThat(KernelModules.in(folder).closure(List.of("veth")).keySet()).containsExactly("veth");
  }

  @Test
  void aMissingModuleIsNamedWithWhoWantedIt() throws IOException {
    module("veth.ko", "nowhere");
    assertThatThrownBy(() -> KernelModules.in(folder).closure(List.of("veth")))
        .hasMessage("no module nowhere (wanted by veth)");
  }

  @Test
  void aCircleEnds() throws IOException {
    module("a.ko", "b");
    module("b.ko", "a");
    assertThatThrownBy(() -> KernelModules.in(folder).closure(List.of("a")))
        .hasMessageStartingWith("modules need each other");
  }

  /** Debian's and Ubuntu's. */
  @ParameterizedTest
  @ValueSource(strings = {"xz", "zstd --rm"})
  void compressedModulesAreUnpacked(String packer) throws Exception {
    Path file = module("veth.ko");
    List<String> command = new ArrayList<>(List.of(packer.split(" ", -1)));
    command.add(file.toString());
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    assertThat(file).doesNotExist();
    assertThat(KernelModules.in(folder).closure(List.of("veth")).firstEntry().getValue().size())
        .isEqualTo(TinyElf.module().length);
  }

  @Test
  void brokenCompressionIsAnError() throws IOException {
    Files.write(folder.resolve("a.ko.xz"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> KernelModules.in(folder).closure(List.of("a")))
        .hasMessageEndingWith("xz could not unpack it");
    Files.write(folder.resolve("b.ko.br"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> KernelModules.in(folder).closure(List.of("b")))
        .hasMessageEndingWith("a module compressed in a way that is not known");
  }

  @Test
  void everyTruncationIsOurException() {
    byte[] whole = TinyElf.module("a", "b");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> KernelModules.depends(Path.of("x.ko"), cut))
          .as("cut to " + length)
          .isInstanceOf(ElfException.class);
    }
  }

  @Test
  void somethingElseIsNoModule() {
    assertThatThrownBy(
            () -> KernelModules.depends(Path.of("x"), TinyElf.withSection(".text", new byte[8])))
        .hasMessage("x: no .modinfo section, not a kernel module");
  }

  private Path module(String path, String... needed) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent() == null ? folder : file.getParent());
    return Files.write(file, TinyElf.module(needed));
  }
}
