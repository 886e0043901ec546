package io.packetframe.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.packetframe.btf.BtfParser;
import io.packetframe.btf.BtfText;
import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the objects under src/test/bpf come to. */
class ObjectFileTest {
  static List<String> accepted() {
    return Objects.accepted();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void becomesTheSpecThatIsCommitted(String name) throws ObjectException {
    ObjectSpec spec = ObjectFile.parse(Objects.bytes(name));
    Blessed.compare(
        "packetframe/src/test/resources/io/packetframe/elf/" + name + ".txt", ObjectText.of(spec));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused_missing | ELF: xdp at offset 0x0: function refer: refers to missing_function,"
            + " which this object does not define: not supported",
      })
  void whatNobodyDefinesIsRefusedByName(String name, String message) {
    assertThatThrownBy(() -> ObjectFile.parse(Objects.bytes(name)))
        .isInstanceOf(ElfException.class)
        .hasMessage(message);
  }

  static List<String> withTypes() {
    return accepted().stream().filter(name -> !name.equals("plain")).toList();
  }

  @ParameterizedTest
  @MethodSource("withTypes")
  void typesAreWhatBpftoolReads(String name) throws Exception {
    assumeThat(runs("bpftool", "version")).as("bpftool is there").isTrue();
    Path object = Objects.FOLDER.resolve(name + ".bpf.o");
    ByteView file = new ByteView(ElfException::new, "file", Files.readAllBytes(object));
    Section types = SectionTable.read(file).named(".BTF").orElseThrow();
    ByteView view = types.content();
    String ours = BtfText.of(BtfParser.parse(view, BtfParser.strings(view)));
    assertThat(ours)
        .isEqualTo(output("bpftool", "btf", "dump", "file", object.toString(), "format", "raw"));
  }

  @Test
  void typesOfThisKernelAreWhatBpftoolReads() throws Exception {
    Path types = Path.of("/sys/kernel/btf/vmlinux");
    assumeThat(types).as("this kernel's types").isReadable();
    assumeThat(runs("bpftool", "version")).as("bpftool is there").isTrue();
    String ours = BtfText.of(BtfParser.parse(Files.readAllBytes(types)));
    String theirs = output("bpftool", "btf", "dump", "file", types.toString(), "format", "raw");
    // Not the whole texts: a difference would print two of twenty megabytes.
    int same = Arrays.mismatch(ours.toCharArray(), theirs.toCharArray());
    assertThat(same < 0 ? "" : around(ours, same)).isEqualTo(same < 0 ? "" : around(theirs, same));
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200));
  }

  @Test
  void theObjectsAreWhatClangMakesOfTheSources(@TempDir Path folder) throws Exception {
    assumeThat(runs("clang-19", "--version")).as("clang-19 is there").isTrue();
    try (Stream<Path> files = Files.list(Objects.FOLDER)) {
      for (Path file : files.filter(each -> !each.toString().endsWith(".o")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    assertThat(output("make", "-s", "-C", folder.toString())).isEmpty();
    for (String name : Objects.names()) {
      assertThat(Files.readAllBytes(folder.resolve(name + ".bpf.o")))
          .as(name + ".bpf.o is stale: make -B -C packetframe/src/test/bpf")
          .isEqualTo(Objects.bytes(name));
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
