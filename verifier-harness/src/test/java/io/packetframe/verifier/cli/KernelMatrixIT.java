package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.VmTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn verify -Pqemu}: the standard kernels of the catalogue, by the command itself. {@code
 * -Dkernels=all} runs the whole catalogue, {@code -Dkernels=ID,ID} those alone; {@code
 * -Dguest.coverage} counts the lines that run in them.
 */
@VmTest
class KernelMatrixIT {
  @Test
  void everyKernelIsAsAccepted() {
    List<String> line = new ArrayList<>(List.of("run", "--exit-with-parent"));
    if (System.getProperty("guest.coverage") != null) {
      line.add("--coverage");
    }
    for (String kernel : System.getProperty("kernels", "").split(",", -1)) {
      if (!kernel.isBlank()) {
        line.addAll(List.of("--kernel", kernel.strip()));
      }
    }
    StringWriter out = new StringWriter();
    int status =
        Verifier.execute(
            Repository.path("."),
            new PrintWriter(out, true),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            line.toArray(String[]::new));
    System.out.print(out);
    assertThat(status).as(out.toString()).isZero();
  }
}
