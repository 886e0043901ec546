package io.packetframe.verifier.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.verifier.testing.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogue, lock file and the values in them. */
class KernelFilesTest {
  private static final String HASH = "ab".repeat(32);

  @Test
  void theLockFileLocksExactlyTheCatalogue() throws Exception {
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    Path file = Repository.path("qemu-images/kernels.lock.json");
    KernelLock lock = KernelLock.read(file);
    List<PackageLine> lines = new ArrayList<>(catalogue.entries());
    lines.addAll(catalogue.userlands());
    int found = 0;
    for (PackageLine entry : lines) {
      Optional<List<KernelPackage>> locked = lock.packages(entry.id());
      if (locked.isEmpty() && entry instanceof KernelEntry it && !it.lane().counts()) {
        continue;
      }
      List<KernelPackage> packages = locked.orElseThrow();
      found++;
      assertThat(packages).as(entry.id().text()).hasSameSizeAs(entry.packages());
      for (int i = 0; i < packages.size(); i++) {
        assertThat(packages.get(i).name()).matches(entry.packages().get(i));
      }
    }
    assertThat(Files.readString(file)).as("as the lock command writes it").isEqualTo(lock.toText());
    assertThat(lock.toText().lines().filter(line -> line.contains("\"id\"")).count())
        .isEqualTo(found);
  }

  @Test
  void aLockIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("lock.json");
    assertThat(KernelLock.read(file).packages(new KernelId("a-1"))).isEmpty();
    KernelPackage it = new KernelPackage("linux-x", "1:2.3~rc1-4", HASH, 5);
    KernelLock.read(file).with(new KernelId("a-1"), List.of(it)).write(file);
    assertThat(KernelLock.read(file).packages(new KernelId("a-1"))).contains(List.of(it));
  }

  @Test
  void theStandardKernelsAreTheOldestTheNewestAndTheLongLivedBetween() throws Exception {
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    assertThat(catalogue.standard().stream().map(it -> it.id().text()))
        .containsExactly(
            "debian-5.10-amd64",
            "debian-6.1-amd64",
            "debian-6.12-amd64",
            "debian-6.12-arm64",
            "debian-6.18-amd64",
            "debian-7.3-amd64");
    assertThat(catalogue.entries()).containsAll(catalogue.standard());
  }

  @Test
  void aKernelInSeveralPackagesIsTakenInAVersionThatAllHave() throws Exception {
    KernelEntry entry =
        new KernelEntry(
            new KernelId("debian-7.0-amd64"),
            Architecture.AMD64,
            Archive.DEBIAN,
            List.of("sid"),
            List.of(
                Pattern.compile("linux-binary-7\\..*"), Pattern.compile("linux-modules-7\\..*")),
            Optional.empty(),
            Pattern.compile("7\\..*"),
            true,
            Lane.REQUIRED,
            List.of());
    KernelPackage newestImage = new KernelPackage("linux-binary-7.0.13", "7.0.13-1", HASH, 1);
    KernelPackage image = new KernelPackage("linux-binary-7.0.9", "7.0.9-1", HASH, 1);
    KernelPackage modules = new KernelPackage("linux-modules-7.0.9", "7.0.9-1", HASH, 1);
    assertThat(Apt.newest(entry, List.of(image, newestImage, modules)))
        .containsExactly(image, modules);
    assertThatThrownBy(() -> Apt.newest(entry, List.of(newestImage, modules)))
        .hasMessageEndingWith("in no common version");
    assertThatThrownBy(() -> Apt.newest(entry, List.of(newestImage)))
        .hasMessageContaining("no package like linux-modules-7");
  }

  @Test
  void aUserLandIsTheNewestOfEachOfItsPackages() throws Exception {
    UserlandEntry entry =
        new UserlandEntry(
            new KernelId("debian-13-arm64"),
            Architecture.ARM64,
            List.of("sid"),
            List.of(Pattern.compile("libc6"), Pattern.compile("busybox-static")));
    KernelPackage old = new KernelPackage("libc6", "2.41-9", HASH, 1);
    KernelPackage library = new KernelPackage("libc6", "2.41-12", HASH, 1);
    KernelPackage busybox = new KernelPackage("busybox-static", "1:1.37.0-6+b9", HASH, 1);
    assertThat(Apt.newest(entry, List.of(old, busybox, library))).containsExactly(library, busybox);
    assertThatThrownBy(() -> Apt.newest(entry, List.of(library)))
        .hasMessageContaining("no package like busybox-static");
  }

  @Test
  void everyForeignKernelHasAUserLand() throws Exception {
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    assertThat(catalogue.userland(Architecture.ARM64).id().text()).isEqualTo("debian-13-arm64");
    assertThatThrownBy(() -> catalogue.userland(Architecture.AMD64))
        .isInstanceOf(KernelException.class)
        .hasMessage("the catalogue has no user land for amd64");
  }

  @Test
  void kernelsHaveAnOrderOfVersions() throws Exception {
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    assertThat(catalogue.byVersion(Architecture.AMD64).stream().map(it -> it.id().version()))
        .containsExactly(
            "5.10", "5.15", "6.1", "6.8", "6.12", "6.16", "6.17", "6.18", "6.19", "7.0", "7.1",
            "7.2", "7.3");
    assertThat(catalogue.byVersion(Architecture.ARM64)).hasSize(3);
  }

  @Test
  void anUnknownKernelIsToldWithTheKnown() throws Exception {
    Catalogue catalogue = Catalogue.read(Repository.path("qemu-images/kernels.json"));
    assertThatThrownBy(() -> catalogue.entry(new KernelId("debian-1.0-amd64")))
        .isInstanceOf(KernelException.class)
        .hasMessage("no kernel debian-1.0-amd64 in the catalogue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"kernels\":[{}]}",
        "{\"kernels\":[{\"id\":\"X\"}]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[1],\"packages\":[\"a\"],"
            + "\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"vax\",\"archive\":\"debian\",\"suites\":[\"sid\"],"
            + "\"packages\":[\"a\"],\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[\"sid"
            + " x\"],"
            + "\"packages\":[\"a\"],\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[\"sid\"],"
            + "\"packages\":[\"(\"],\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[],"
            + "\"packages\":[\"a\"],\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[\"sid\"],"
            + "\"packages\":[\"a\"],\"release\":\"1\",\"btf\":true,\"lane\":\"fast\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"slackware\",\"suites\":[\"sid\"],"
            + "\"packages\":[\"a\"],\"release\":\"1\",\"btf\":true,\"lane\":\"standard\"}],\"userlands\":[]}",
        "{\"kernels\":[{\"id\":\"a-1\",\"architecture\":\"amd64\",\"archive\":\"debian\",\"suites\":[\"sid\"],"
            + "\"packages\":[\"a\"],\"pool\":\"../x\",\"release\":\"1\",\"btf\":true,\"lane\":\"advisory\"}],\"userlands\":[]}"
      })
  void aBrokenCatalogueIsOurException(String text, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("kernels.json"), text);
    assertThatThrownBy(() -> Catalogue.read(file))
        .isInstanceOf(KernelException.class)
        .hasMessageStartingWith(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "debian", "../etc-1", "a-1/b", "A-1", "a--1", "a-1 "})
  void idsAreFileNames(String id) {
    assertThatThrownBy(() -> new KernelId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void packagesAreChecked() {
    assertThatThrownBy(() -> new KernelPackage("-o x", "1", HASH, 1))
        .hasMessageStartingWith("not a package name");
    assertThatThrownBy(() -> new KernelPackage("linux", "1;rm", HASH, 1))
        .hasMessageStartingWith("linux: not a version");
    assertThatThrownBy(() -> new KernelPackage("linux", "1", "00", 1))
        .hasMessageStartingWith("linux: not a sha256");
    assertThatThrownBy(() -> new KernelPackage("linux", "1", HASH, 0))
        .hasMessageStartingWith("linux: not the size");
  }

  @ParameterizedTest
  @CsvSource({
    "6.1.9-1, 6.1.10-1, -1",
    "6.1.170-3, 6.1.170-3, 0",
    "1.0~rc1, 1.0, -1",
    "1.0, 1.0+b1, -1",
    "1.0a, 1.0+, -1",
    "6.1.0-9-cloud, 6.1.0-56-cloud, -1",
    "007, 7, 0",
    "1.0-1, 1.0, 1"
  })
  void versionsAreOrderedAsDebianDoes(String left, String right, int order) {
    assertThat(Integer.signum(DebianVersion.compare(left, right))).isEqualTo(order);
    assertThat(Integer.signum(DebianVersion.compare(right, left))).isEqualTo(-order);
  }

  @Test
  void whatAptListsIsRead() throws KernelException {
    String stanzas =
        """
        Package: linux-a
        Version: 1
        Description: x
         more
        SHA256: %s
        Size: 7

        Package: linux-b
        Version: 2
        SHA256: %s
        Size: 8
        """
            .formatted(HASH, HASH);
    assertThat(
            Apt.parse(stanzas).stream().map(KernelPackage::toString).collect(Collectors.toList()))
        .containsExactly("linux-a 1", "linux-b 2");
    assertThatThrownBy(() -> Apt.parse("Package: linux-a\nVersion: 1\n"))
        .isInstanceOf(KernelException.class);
  }
}
