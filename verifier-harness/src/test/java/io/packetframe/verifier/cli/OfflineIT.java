package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.packetframe.verifier.testing.Repository;
import io.packetframe.verifier.testing.TestKernel;
import io.packetframe.verifier.testing.VmTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image without a network: a namespace that has not even a loopback device up. */
@VmTest
class OfflineIT {
  private static final String KERNEL = "debian-6.1-amd64";
  private static final List<String> BUILT =
      List.of("qemu-images", "packetframe/target", "verifier-harness/target/agent");

  @TempDir Path root;
  private String said = "";

  /** A checkout around what is built here, whose results go elsewhere. */
  @BeforeEach
  void checkout() throws Exception {
    Files.createDirectories(root.resolve("packetframe"));
    Files.createDirectories(root.resolve("verifier-harness/target"));
    for (String built : BUILT) {
      Files.createSymbolicLink(
          root.resolve(built), Repository.path(built).toAbsolutePath().normalize());
    }
    assumeThat(offline(List.of("true"), Path.of(""))).as("unshare -rn: " + said).isZero();
  }

  @AfterEach
  void unlink() throws IOException {
    for (String built : BUILT) {
      Files.deleteIfExists(root.resolve(built));
    }
  }

  private int verifier(Path cache, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Repository.path("verifier-harness/target/image/bin/verifier")
                    .toAbsolutePath()
                    .toString()));
    command.addAll(List.of(arguments));
    return offline(command, cache);
  }

  private int offline(List<String> words, Path cache) throws Exception {
    List<String> command = new ArrayList<>(List.of("unshare", "-rn"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.redirectErrorStream(true);
    if (!cache.toString().isEmpty()) {
      builder.environment().put("XDG_CACHE_HOME", cache.toString());
    }
    Process process = builder.start();
    said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor();
  }

  @Test
  void aWarmCacheIsEnough() throws Exception {
    TestKernel.obtain();
    int status =
        verifier(
            Path.of(""), "run", "--kernel", KERNEL, "--suite", "feasibility", "--accel", "tcg");
    assertThat(status).as(said).isZero();
    assertThat(said).contains(KERNEL + ": pass").doesNotContain("asking the archive");
    assertThat(root.resolve("verifier-harness/target/acceptance/" + KERNEL + ".json")).exists();
  }

  @Test
  void aColdOneSaysWhatIsMissing() throws Exception {
    int status = verifier(emptyCache(), "run", "--kernel", KERNEL, "--kernel", "debian-7.3-amd64");
    assertThat(status).as(said).isEqualTo(ExitCode.HARNESS);
    assertThat(said)
        .contains(KERNEL + " (linux-image-6.1.0-", "is not in ")
        .contains("not in the cache: " + KERNEL + ", debian-7.3-amd64")
        .contains("try: verifier kernels fetch")
        .doesNotContain("Exception");
  }

  @Test
  void anAdvisoryOneThatIsMissingIsOnlyTold() throws Exception {
    int status = verifier(emptyCache(), "run", "--kernel", "debian-7.1-amd64");
    assertThat(status).as(said).isZero();
    assertThat(said)
        .contains("debian-7.1-amd64: infra(unavailable) (advisory: it does not count)")
        .contains("is not in ");
  }

  private Path emptyCache() throws IOException {
    return Files.createDirectories(root.resolve("cache"));
  }
}
