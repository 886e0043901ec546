package io.packetframe.verifier.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptConfigurationTest {
  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

  @TempDir Path etc;

  private AptConfiguration read() throws KernelException {
    return AptConfiguration.read(etc, Optional.empty());
  }

  private void part(String name, String text) throws IOException {
    Files.createDirectories(etc.resolve("sources.list.d"));
    Files.writeString(etc.resolve("sources.list.d").resolve(name), text);
  }

  @Test
  void stanzas() throws Exception {
    part(
        "other.sources",
        "Types: deb\nURIs: http://vendor.example/apt\nSuites: nodistro\nSigned-By: /k\n");
    part(
        "debian.sources",
        """
        Types: deb
        # a comment
        URIs: http://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /my/keyring.gpg

        Types: deb deb-src
        URIs: http://mirror.example/security
        Suites: bookworm-security
        Components: main
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
        """);
    assertThat(read().source("trixie-backports").line())
        .isEqualTo(
            "deb [signed-by=/my/keyring.gpg] http://mirror.example/debian trixie-backports main");
    assertThat(read().source("bullseye-security"))
        .isEqualTo(new AptSource("http://mirror.example/security", "bullseye-security", KEYRING));
  }

  @Test
  void lines() throws Exception {
    Files.writeString(
        etc.resolve("sources.list"),
        """
        # deb http://old.example/debian bookworm main
        deb-src http://src.example/debian bookworm main
        deb [arch=amd64 signed-by=/k.gpg] http://m.example/debian bookworm main contrib
        deb http://s.example/debian-security bookworm-security main
        """);
    assertThat(read().source("bookworm"))
        .isEqualTo(new AptSource("http://m.example/debian", "bookworm", "/k.gpg"));
    assertThat(read().source("bookworm-security").keyring()).isEqualTo(KEYRING);
  }

  @Test
  void aBootstrappedHostKnowsTheArchiveAlone() throws Exception {
    Files.writeString(
        etc.resolve("sources.list"),
        "deb [signed-by=/k.gpg] http://m.example/debian/ trixie main\n");
    assertThat(read().source("bookworm-security"))
        .isEqualTo(
            new AptSource("http://m.example/debian-security", "bookworm-security", "/k.gpg"));
  }

  @Test
  void whatIsSwitchedOffIsNotTaken() throws Exception {
    part(
        "debian.sources",
        "Enabled: no\nTypes: deb\nURIs: http://m.example/debian\nSuites: bookworm\n");
    assertThatThrownBy(() -> read().source("bookworm"))
        .isInstanceOf(KernelException.class)
        .hasMessage("apt on this host knows no Debian mirror for bookworm")
        .satisfies(
            e ->
                assertThat(((KernelException) e).remedy().orElseThrow())
                    .startsWith("set PACKETFRAME_DEBIAN_MIRROR"));
  }

  @Test
  void theEnvironmentGoesBefore() throws Exception {
    AptConfiguration apt = AptConfiguration.read(etc, Optional.of("http://env.example/debian/"));
    assertThat(apt.source("sid").uri()).isEqualTo("http://env.example/debian");
    assertThat(apt.source("bookworm-security").uri())
        .isEqualTo("http://env.example/debian-security");
  }

  @Test
  void nothingSlipsIntoASourceLine() {
    assertThatThrownBy(() -> new AptSource("http://a b", "sid", "/k"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AptSource("http://a", "sid]\ndeb x", "/k"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
