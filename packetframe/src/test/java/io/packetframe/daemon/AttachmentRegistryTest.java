package io.packetframe.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.module.Attachment;
import io.packetframe.module.Hook;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.InterfaceName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "opens files relative to a directory")
class AttachmentRegistryTest {
  @TempDir private Path temporary;
  private StateDirectory directory;

  @BeforeEach
  void makeDirectory() throws Exception {
    directory = StateDirectory.make(temporary.toRealPath().resolve("state"));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    assertThat(AttachmentRegistry.read(directory)).isEmpty();
    List<Attachment> attachments =
        List.of(
            new Attachment(
                new InterfaceName("wan0.5"),
                Hook.GENERIC_XDP,
                -2,
                Path.of("/sys/fs/bpf/links/wan0%2E5"),
                List.of(
                    new SwitchedOffload(new InterfaceName("wan0.5"), List.of("rx-vlan-hw-parse")),
                    new SwitchedOffload(
                        new InterfaceName("far0"),
                        List.of("tx-vlan-hw-insert", "tx-checksum-ip-generic")))),
            new Attachment(
                new InterfaceName("lan0"), Hook.NATIVE_XDP, 7, Path.of("/p"), List.of()));
    AttachmentRegistry.write(directory, "fast-path", attachments);
    assertThat(AttachmentRegistry.read(directory)).hasValue(attachments);
    assertThat(directory.read(StateFiles.ATTACHMENTS).orElseThrow())
        .contains(
            "\"module\": \"fast-path\"", "\"hook\": \"generic-xdp\"", "\"prog_id\": 4294967294");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"attachments\": [7]}",
        "{\"attachments\": [{\"iface\": \"../x\", \"hook\": \"native-xdp\"}]}",
        "{\"attachments\": [{\"iface\": \"a\", \"hook\": \"native\", \"prog_id\": 1,"
            + " \"pinned_path\": \"/p\", \"restore_offloads\": []}]}",
        "{\"attachments\": [{\"iface\": \"a\", \"hook\": \"native-xdp\", \"prog_id\": 1,"
            + " \"pinned_path\": \"/p\", \"restore_offloads\": [\"x\"]}]}",
        "{\"attachments\": [{\"iface\": \"a\", \"hook\": \"native-xdp\", \"prog_id\": 1,"
            + " \"pinned_path\": \"/p\","
            + " \"restore_offloads\": [{\"iface\": \"a\", \"features\": [1]}]}]}",
        "{\"attachments\": [{\"iface\": \"a\", \"hook\": \"native-xdp\", \"prog_id\": 1,"
            + " \"pinned_path\": \"/p\","
            + " \"restore_offloads\": [{\"iface\": \"../a\", \"features\": [\"x\"]}]}]}",
      })
  void whatIsNoRegistryIsRefusedWithItsPlace(String text) throws Exception {
    directory.write(StateFiles.ATTACHMENTS, text);
    assertThatThrownBy(() -> AttachmentRegistry.read(directory))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith(
            "cannot understand " + directory.path().resolve(StateFiles.ATTACHMENTS));
  }
}
