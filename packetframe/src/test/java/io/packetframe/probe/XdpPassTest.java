package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.spec.Instruction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The hand-assembled trial program is what clang makes of bpf/src/xdp_pass.bpf.c. */
class XdpPassTest {
  private static final String OBJECTS = "/io/packetframe/bpf/objects/";

  @Test
  void isWhatClangMakesOfTheSource() throws IOException {
    ByteBuffer assembled =
        ByteBuffer.allocate(XdpAttachProbe.XDP_PASS.instructions().size() * Instruction.SIZE)
            .order(ByteOrder.LITTLE_ENDIAN);
    XdpAttachProbe.XDP_PASS.instructions().forEach(instruction -> instruction.encode(assembled));
    assertThat(section(resource("xdp_pass.bpf.o"), "xdp")).isEqualTo(assembled.array());
  }

  @Test
  void theManifestNamesEveryObjectAndItsCompiler() throws IOException {
    Properties manifest = new Properties();
    manifest.load(getClass().getResourceAsStream(OBJECTS + "manifest.properties"));
    assertThat(manifest.getProperty("clang")).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(manifest.getProperty("xdp_pass.bpf.o.sha256")).matches("[0-9a-f]{64}");
  }

  private byte[] resource(String name) throws IOException {
    try (InputStream stream = getClass().getResourceAsStream(OBJECTS + name)) {
      assertThat(stream).as(name).isNotNull();
      return stream.readAllBytes();
    }
  }

  private static byte[] section(byte[] object, String name) {
    ByteBuffer elf = ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN);
    int table = (int) elf.getLong(40);
    int count = elf.getShort(60);
    int names = (int) elf.getLong(table + elf.getShort(62) * 64 + 24);
    for (int i = 0; i < count; i++) {
      int header = table + i * 64;
      int start = names + elf.getInt(header);
      int end = start;
      while (object[end] != 0) {
        end++;
      }
      if (new String(object, start, end - start, StandardCharsets.US_ASCII).equals(name)) {
        byte[] content = new byte[(int) elf.getLong(header + 32)];
        elf.get((int) elf.getLong(header + 24), content);
        return content;
      }
    }
    throw new AssertionError("no section " + name);
  }
}
