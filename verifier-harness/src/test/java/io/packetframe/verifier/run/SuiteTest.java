package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.packetframe.testing.KernelTest;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("io.packetframe");

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "bpf.VerifierOnThisKernelTest, VERIFIER",
    "bpf.MapsOnThisKernelTest, LOADER",
    "bpf.link.LinkLayoutTest, LIFECYCLE",
    "fastpath.VlanFramesTest, FIXTURES",
    "fastpath.HostMapsOnThisKernelTest, HOST",
    "wire.WireMatrixTest, WIRE"
  })
  void theLongestBeginningDecides(String name, Suite suite) throws Exception {
    assertThat(Suite.ofTest("io.packetframe." + name)).isEqualTo(suite);
  }

  @Test
  void theCatalogueNamesSuitesThatAreThere() throws Exception {
    for (KernelEntry entry :
        Catalogue.read(Repository.path("qemu-images/kernels.json")).entries()) {
      assertThat(Suite.of(entry.standardSuites())).hasSameSizeAs(entry.standardSuites());
    }
    assertThatThrownBy(() -> Suite.of(List.of("wire", "all")))
        .isInstanceOf(HarnessException.class)
        .hasMessage("no suite all");
  }

  /** A test without a suite would run in no part of a matrix that is run in parts. */
  @Test
  void everyKernelTestHasASuiteAndEverySuiteItsTests() throws Exception {
    Set<Suite> met = EnumSet.of(Suite.FEASIBILITY);
    for (JavaClass type : CLASSES) {
      boolean tagged =
          type.isAnnotatedWith(KernelTest.class)
              || type.getMethods().stream().anyMatch(it -> it.isAnnotatedWith(KernelTest.class));
      if (tagged) {
        met.add(Suite.ofTest(type.getName()));
      }
    }
    assertThat(met).isEqualTo(EnumSet.allOf(Suite.class));
    assertThatThrownBy(() -> Suite.ofTest("io.packetframe.news.NewTest"))
        .isInstanceOf(HarnessException.class)
        .hasMessage("io.packetframe.news.NewTest belongs to no suite");
  }

  @Test
  void workIsWhatTheBuildFoundInTheOrderInWhichItFoundIt() throws Exception {
    Workspace workspace = new Workspace(root);
    assertThat(GuestWork.of(workspace, Set.of()).tests()).isEmpty();
    Files.createDirectories(workspace.agent());
    String wire = "io.packetframe.wire.ATest";
    String host = "io.packetframe.host.BTest";
    Files.writeString(workspace.agent().resolve("tests"), wire + "\n" + host + "\n");
    GuestWork all = GuestWork.of(workspace, EnumSet.allOf(Suite.class));
    assertThat(all.tests()).containsExactly(wire, host);
    assertThat(all.confinedTo()).isEmpty();
    GuestWork part = GuestWork.of(workspace, EnumSet.of(Suite.HOST, Suite.FEASIBILITY));
    assertThat(part.tests()).containsExactly(host);
    assertThat(part.confinedTo()).containsExactly("feasibility", "host");
    assertThat(GuestWork.bySuite(workspace)).containsOnlyKeys(Suite.WIRE, Suite.HOST);
  }
}
