package io.packetframe.verifier.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptConfigurationTest {
  private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

  @TempDir Path etc;

  private AptConfiguration read() throws KernelException {
    return AptConfiguration.read(etc, Map.of());
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
    assertThat(read().source(Archive.DEBIAN, "trixie-backports").line())
        .isEqualTo(
            "deb [signed-by=/my/keyring.gpg] http://mirror.example/debian trixie-backports main");
    assertThat(read().source(Archive.DEBIAN, "bullseye-security"))
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
    assertThat(read().source(Archive.DEBIAN, "bookworm"))
        .isEqualTo(new AptSource("http://m.example/debian", "bookworm", "/k.gpg"));
    assertThat(read().source(Archive.DEBIAN, "bookworm-security").keyring()).isEqualTo(KEYRING);
  }

  @Test
  void aBootstrappedHostKnowsTheArchiveAlone() throws Exception {
    Files.writeString(
        etc.resolve("sources.list"),
        "deb [signed-by=/k.gpg] http://m.example/debian/ trixie main\n");
    assertThat(read().source(Archive.DEBIAN, "bookworm-security"))
        .isEqualTo(
            new AptSource("http://m.example/debian-security", "bookworm-security", "/k.gpg"));
  }

  @Test
  void whatIsSwitchedOffIsNotTaken() throws Exception {
    part(
        "debian.sources",
        "Enabled: no\nTypes: deb\nURIs: http://m.example/debian\nSuites: bookworm\n");
    assertThatThrownBy(() -> read().source(Archive.DEBIAN, "bookworm"))
        .isInstanceOf(KernelException.class)
        .hasMessage("apt on this host knows no Debian mirror for bookworm")
        .satisfies(
            e ->
                assertThat(((KernelException) e).remedy().orElseThrow())
                    .startsWith("set PACKETFRAME_DEBIAN_MIRROR"));
  }

  @Test
  void theEnvironmentGoesBefore() throws Exception {
    AptConfiguration apt =
        AptConfiguration.read(
            etc, Map.of("PACKETFRAME_DEBIAN_MIRROR", "http://env.example/debian/"));
    assertThat(apt.source(Archive.DEBIAN, "sid").uri()).isEqualTo("http://env.example/debian");
    assertThat(apt.source(Archive.DEBIAN, "bookworm-security").uri())
        .isEqualTo("http://env.example/debian-security");
  }

  @Test
  void anUbuntuMirrorComesFromTheEnvironmentOrAnUbuntuHost() throws Exception {
    String keyring = "/usr/share/keyrings/ubuntu-archive-keyring.gpg";
    assertThat(read().missing(Archive.UBUNTU))
        .contains(
            "apt on this host knows no Ubuntu mirror: set PACKETFRAME_UBUNTU_MIRROR to the address"
                + " of one, ending in /ubuntu (its keys: apt-get install ubuntu-keyring)");
    AptConfiguration named =
        AptConfiguration.read(
            etc, Map.of("PACKETFRAME_UBUNTU_MIRROR", "http://env.example/ubuntu"));
    assertThat(named.missing(Archive.UBUNTU)).isEmpty();
    assertThat(named.missing(Archive.DEBIAN)).isPresent();
    assertThat(named.source(Archive.UBUNTU, "jammy-security"))
        .isEqualTo(new AptSource("http://env.example/ubuntu", "jammy-security", keyring));
    part(
        "ubuntu.sources",
        """
        Types: deb
        URIs: http://mirror.example/ubuntu
        Suites: noble noble-updates

        Types: deb
        URIs: http://security.example/ubuntu
        Suites: noble-security
        """);
    assertThat(read().source(Archive.UBUNTU, "jammy-updates"))
        .isEqualTo(new AptSource("http://mirror.example/ubuntu", "jammy-updates", keyring));
    assertThat(read().source(Archive.UBUNTU, "jammy-security"))
        .isEqualTo(new AptSource("http://security.example/ubuntu", "jammy-security", keyring));
  }

  @Test
  void nothingSlipsIntoASourceLine() {
    assertThatThrownBy(() -> new AptSource("http://a b", "sid", "/k"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AptSource("http://a", "sid]\ndeb x", "/k"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
