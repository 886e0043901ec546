package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
  @TempDir private Path folder;

  /** A kernel that does not answer has not said that anything is missing. */
  @Test
  void whatCannotBeAskedIsNotKnown() throws IOException {
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.writeString(
        state.resolve("attachments.json"),
        """
        {"module": "fast-path", "attachments": [{"iface": "wan0", "hook": "native-xdp",
          "prog_id": 7, "pinned_path": "/pins/links/wan0", "restore_offloads": []}]}
        """);
    Path config =
        Files.writeString(
            folder.resolve("f.conf"),
            "global\nstate-dir " + state + "\nbpffs-root " + folder.resolve("pins") + "\n");
    ScriptedSyscalls kernel =
        new ScriptedSyscalls().onSocket(ScriptedSyscalls.refusal(Errno.EPERM));
    Invocation invocation = Invocation.of(kernel, false, "status", "--config", config.toString());
    assertThat(invocation.err()).isEmpty();
    assertThat(invocation.code()).isZero();
    assertThat(invocation.out())
        .contains("wan0 [xdp-native]", "note: what is attached is not known: ", "EPERM")
        .doesNotContain("wan0 is not");
  }
}
