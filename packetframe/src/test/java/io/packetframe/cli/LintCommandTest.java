package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.testing.TestObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
  @TempDir private Path folder;
  private Path count;
  private Path kfunc;

  @BeforeEach
  void writeObjects() throws IOException {
    count = Files.write(folder.resolve("count.bpf.o"), TestObjects.bytes("count"));
    kfunc = Files.write(folder.resolve("kfunc.bpf.o"), TestObjects.bytes("kfunc"));
  }

  @Test
  void anObjectForAllKernelsEndsWith0() {
    Invocation invocation = lint(count.toString());
    assertThat(invocation.err()).isEmpty();
    assertThat(invocation.out()).contains(": nothing in it is newer than 5.10 (");
    assertThat(invocation.code()).isZero();
  }

  @Test
  void aNewerOneNamesItsLineAndEndsWith1UnlessTheKernelIsNewToo() {
    Invocation invocation = lint(kfunc.toString());
    assertThat(invocation.out()).contains("kernels before 5.13 refuse it\n", "kfunc.bpf.c:");
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(lint(kfunc.toString(), "--kernel", "6.1").code()).isZero();
    assertThat(lint(kfunc.toString(), "--kernel", "5.12").code()).isEqualTo(1);
  }

  @Test
  void jsonFitsItsSchema() throws IOException {
    String schema = "/io/packetframe/cli/lint-1.schema.json";
    try (InputStream content =
        Objects.requireNonNull(LintCommand.class.getResourceAsStream(schema), schema)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(text)
                  .validate(lint(kfunc.toString(), "--json").out(), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void whatIsNoObjectIsRefusedWithItsPlace() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no object");
    Invocation invocation = lint(text.toString());
    assertThat(invocation.code()).isEqualTo(1);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err()).startsWith("packetframe: " + text + ": ").contains("ELF");
  }

  @Test
  void aFileThatIsNotThereIsARuntimeFailure() {
    Invocation invocation = lint(folder.resolve("none").toString());
    assertThat(invocation.code()).isEqualTo(2);
    assertThat(invocation.err()).contains("none: no such file or directory");
  }

  @Test
  void aKernelIsTwoNumbers() {
    assertThat(lint(count.toString(), "--kernel", "six").code()).isEqualTo(64);
    assertThat(lint(count.toString(), "--kernel", "6.").err()).contains("6. is no kernel line");
    assertThat(lint(count.toString(), "--kernel", "99999999999.1").code()).isEqualTo(64);
  }

  private static Invocation lint(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "lint";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Invocation.of(new ScriptedSyscalls(), false, all);
  }
}
