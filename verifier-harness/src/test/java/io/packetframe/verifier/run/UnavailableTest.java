package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.testing.Repository;
import org.junit.jupiter.api.Test;

class UnavailableTest {
  @Test
  void aLineThatIsGoneIsToldAndDoesNotCount() throws Exception {
    KernelEntry entry =
        Catalogue.read(Repository.path("qemu-images/kernels.json"))
            .entry(new KernelId("ubuntu-5.15-amd64"));
    Unavailable it = new Unavailable(entry, "nobody has it");
    assertThat(it.describe())
        .containsExactly(
            "ubuntu-5.15-amd64: infra(unavailable) (advisory: it does not count)",
            "  nobody has it");
    assertThat(it.forReport().complaints()).containsExactly("infra(unavailable): nobody has it");
    assertThat(it.forReport().advisory()).isTrue();
  }
}
