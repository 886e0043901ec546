package io.packetframe.verifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SharedLibrariesTest {
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void theJvmsOwnNeedsAreFound() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    Path lib = Path.of(System.getProperty("java.home"), "lib");
    assertThat(
            SharedLibraries.ofHost()
                .closure(
                    List.of(java, lib.resolve("server/libjvm.so")),
                    List.of(lib, lib.resolve("server"))))
        .containsKeys("lib64/ld-linux-x86-64.so.2", "lib/libc.so.6", "lib/libm.so.6")
        .doesNotContainKeys("lib/libjli.so", "lib/libjvm.so");
  }

  @Test
  void aProgramWithoutNeedsHasNone(@TempDir Path folder) throws Exception {
    Path program = Files.write(folder.resolve("static"), TinyElf.module());
    assertThat(new SharedLibraries(List.of()).closure(List.of(program), List.of())).isEmpty();
  }

  @Test
  void noElfIsSaidSo(@TempDir Path folder) throws Exception {
    Path program = Files.writeString(folder.resolve("script"), "#!/bin/sh\n".repeat(20));
    assertThatThrownBy(() -> new SharedLibraries(List.of()).closure(List.of(program), List.of()))
        .isInstanceOf(ElfException.class)
        .hasMessageEndingWith("not a 64-bit little-endian ELF file");
  }

  @Test
  void sectionsOutsideTheFileAreRefused() {
    ByteBuffer elf = ByteBuffer.wrap(TinyElf.module("a")).order(ByteOrder.LITTLE_ENDIAN);
    elf.putLong(0x28, Long.MAX_VALUE);
    assertThatThrownBy(() -> ElfSections.parse("x", elf)).isInstanceOf(ElfException.class);
  }
}
