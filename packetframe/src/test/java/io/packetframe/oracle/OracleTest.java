package io.packetframe.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.PrivateBpffs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every object of the corpus through libbpf and through ours: the same instructions, maps,
 * functions and lines in the kernel, or the same refusal. Writes target/oracle.md.
 */
@HostKernelTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OracleTest {
  private static final String PACKAGES = "oracle.packages";

  /** Of differences that are shown of one load. */
  private static final int MOST_LINES = 20;

  private PrivateBpffs bpffs;
  private LibbpfLoader libbpf;
  private Comparison comparison;
  private KnownDifferences known;
  private OracleTable table;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(Tools.has("cc")).as("a C compiler is there").isTrue();
    assumeThat(Files.exists(Path.of("/usr/include/bpf/libbpf.h"))).as("libbpf-dev").isTrue();
    Syscalls syscalls = LinuxSystem.syscalls();
    Path pins = Files.createDirectory(folder.resolve("pins"));
    bpffs = PrivateBpffs.over(pins);
    libbpf = LibbpfLoader.start(Corpus.folder());
    comparison = new Comparison(syscalls, libbpf, new OurLoader(syscalls, pins));
    known = KnownDifferences.read(libbpf.version());
    table =
        new OracleTable(
            "Objects loaded with libbpf %s and with ours, Linux %s"
                .formatted(libbpf.version(), System.getProperty("os.version")));
  }

  @AfterAll
  void stop() throws Exception {
    if (table != null) {
      table.write(Corpus.folder().resolveSibling("oracle.md"));
    }
    if (libbpf != null) {
      libbpf.close();
    }
    if (bpffs != null) {
      bpffs.close();
    }
  }

  static List<CorpusObject> ours() throws Exception {
    return Corpus.ours();
  }

  /** A few minutes of them: in the long tier. */
  static List<CorpusObject> packages() throws Exception {
    return Boolean.getBoolean(PACKAGES) ? Corpus.packages() : List.of();
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("ours")
  void oursAreTheSame(CorpusObject object) throws Exception {
    compare(object);
  }

  @Order(2)
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("packages")
  void thoseOfPackagesAreTheSame(CorpusObject object) throws Exception {
    compare(object);
  }

  @Order(3)
  @Test
  void theCorpusIsLarge() throws IOException {
    assertThat(table.rows()).as("our own").hasSizeGreaterThan(60);
    if (Boolean.getBoolean(PACKAGES)) {
      assumeThat(Corpus.packages()).as("what .github/setup --corpus fetches").isNotEmpty();
      assertThat(table.rows()).as("with those of packages").hasSizeGreaterThan(200);
    }
  }

  @Order(4)
  @Test
  void everyKnownDifferenceIsStillOne() {
    assertThat(known.stale()).as("lines of differences.txt that nothing needs").isEmpty();
  }

  private void compare(CorpusObject object) throws IOException {
    Comparison.Result whole = comparison.of(object, Loader.ALL);
    List<LibbpfLoader.Has> programs = libbpf.programs();
    List<Comparison.Result> alone = new ArrayList<>();
    List<String> unexpected = new ArrayList<>();
    String reason = judge(object, Loader.ALL, whole, unexpected);
    for (LibbpfLoader.Has program : programs) {
      // A refused object hides what comes after the first refusal.
      if (whole.verdict() != Comparison.Verdict.SAME || !program.byDefault()) {
        Comparison.Result result = comparison.of(object, program.program());
        alone.add(result);
        String why = judge(object, program.program(), result, unexpected);
        reason = reason.isEmpty() ? why : reason;
      }
    }
    table.add(new OracleTable.Row(object, whole, alone, reason));
    assertThat(unexpected).as(object.name()).isEmpty();
  }

  private String judge(
      CorpusObject object, String program, Comparison.Result result, List<String> unexpected) {
    KnownDifferences.Judgement judgement = known.judge(object, program, result);
    judgement.unexpected().stream().limit(MOST_LINES).forEach(unexpected::add);
    return judgement.reason();
  }
}
