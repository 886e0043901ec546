package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.VmTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** {@code mvn verify -Pqemu}: every kernel of the catalogue, by the command itself. */
@VmTest
class KernelMatrixIT {
  @Test
  void everyKernelIsAsAccepted() {
    StringWriter out = new StringWriter();
    int status =
        Verifier.execute(
            Repository.path("."),
            new PrintWriter(out, true),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            "run",
            "--exit-with-parent");
    System.out.print(out);
    assertThat(status).as(out.toString()).isZero();
  }
}
