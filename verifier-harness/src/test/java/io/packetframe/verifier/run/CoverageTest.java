package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.wire.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guest counts: on its way in, and on its way out. */
class CoverageTest {
  @TempDir private Path root;

  @Test
  void piecesArriveAsOneAndTheVerdictIsTheSame() throws Exception {
    Transcript transcript =
        GuestScript.thatIsFine()
            .says(Message.Coverage.of(new byte[] {1, 2}))
            .says(Message.Coverage.of(new byte[] {3}))
            .finishes()
            .powersOff();
    assertThat(transcript.coverage()).containsExactly(1, 2, 3);
    assertThat(transcript.whyUnusable()).isEmpty();
    assertThat(GuestScript.thatIsFine().finishes().powersOff().coverage()).isEmpty();
  }

  @Test
  void moreThanAnyGuestHasIsTrouble() throws Exception {
    GuestScript guest = GuestScript.thatIsFine();
    Message piece = Message.Coverage.of(new byte[Message.Coverage.LONGEST]);
    for (int pieces = 0; pieces < 65; pieces++) {
      guest.says(piece);
    }
    Transcript transcript = guest.finishes().powersOff();
    assertThat(transcript.whyUnusable())
        .hasValue("the guest told more than 33554432 bytes of coverage");
    assertThat(transcript.coverage()).hasSize(32 << 20);
  }

  @Test
  void thePieceThatIsTooLongIsNone() {
    assertThatThrownBy(() -> Message.Coverage.of(new byte[Message.Coverage.LONGEST + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRunThatCountsIsNoWholeRun() {
    GuestWork work = new GuestWork(Set.of(), List.of("a.B"));
    assertThat(work.confinedTo()).isEmpty();
    assertThat(work.countingCoverage().confinedTo()).containsExactly("coverage");
    assertThat(work.countingCoverage().only(List.of()).countsCoverage()).isTrue();
  }

  @Test
  void jarsThatCountLieOverThoseOfProductAndAgent() throws Exception {
    Workspace workspace = new Workspace(root);
    assertThatThrownBy(() -> InstrumentedImage.of(workspace))
        .isInstanceOf(HarnessException.class)
        .hasMessageEndingWith("instrumented is missing");
    Files.createDirectories(workspace.instrumented());
    Files.createDirectories(workspace.productImage().resolve("lib"));
    for (String jar : List.of("product.jar", "agent.jar")) {
      Files.writeString(workspace.instrumented().resolve(jar), jar);
    }
    Files.writeString(workspace.productImage().resolve("lib/product.jar"), "shipped");
    Initramfs image = InstrumentedImage.of(workspace);
    assertThat(image.has("opt/packetframe/lib/product.jar")).isTrue();
    assertThat(image.has("opt/verifier/lib/product.jar")).isTrue();
    assertThat(image.has("opt/verifier/lib/agent.jar")).isTrue();
    assertThat(image.has("opt/packetframe/lib/agent.jar")).isFalse();
    assertThat(image.has("etc/packetframe/coverage")).isTrue();
  }

  @Test
  void whatAnEarlierRunCountedGoesWithItsOtherResults() throws Exception {
    Workspace workspace = new Workspace(root);
    KernelId kernel = new KernelId("debian-6.1-amd64");
    RunResults results = new RunResults(workspace, kernel);
    results.write(new byte[0]);
    assertThat(workspace.coverage(kernel)).doesNotExist();
    results.write(new byte[] {7});
    assertThat(workspace.coverage(kernel)).hasBinaryContent(new byte[] {7});
    results.clear();
    assertThat(workspace.coverage(kernel)).doesNotExist();
  }
}
