package io.packetframe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The hand-assembled trial program is what clang makes of bpf/src/xdp_pass.bpf.c. */
class XdpPassTest {
  private static final String OBJECTS = "/io/packetframe/bpf/objects/";

  @Test
  void isWhatClangMakesOfTheSource() throws Exception {
    ObjectSpec object = ObjectFile.parse(resource("xdp_pass.bpf.o"));
    assertThat(object.programs()).hasSize(1);
    ProgramSpec compiled = object.programs().getFirst();
    assertThat(compiled.type()).isEqualTo(XdpAttachProbe.XDP_PASS.type());
    assertThat(compiled.instructions()).isEqualTo(XdpAttachProbe.XDP_PASS.instructions());
    assertThat(object.license()).isEqualTo("Dual BSD/GPL");
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
}
