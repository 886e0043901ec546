package io.packetframe.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line in a small checkout of its own. */
class VerifierTest {
  private static final String ID = "debian-6.1-amd64";

  private static final String OTHER = "debian-6.16-amd64";

  @TempDir Path root;
  private String out = "";
  private String err = "";

  @BeforeEach
  void checkout() throws Exception {
    Files.createDirectories(root.resolve("qemu-images/guest"));
    for (String file : new String[] {"kernels.lock.json", "guest/settings"}) {
      Files.copy(
          Repository.path("qemu-images").resolve(file), root.resolve("qemu-images").resolve(file));
    }
    Files.writeString(
        root.resolve("qemu-images/kernels.json"),
        "{\"kernels\": [%s, %s], \"userlands\": []}"
            .formatted(kernel(ID, true), kernel(OTHER, false)));
    Files.createDirectories(root.resolve("verifier-harness/target/acceptance"));
  }

  private static String kernel(String id, boolean standard) {
    return """
    {"id": "%s", "architecture": "amd64", "archive": "debian", "suites": ["bookworm", "bookworm-security"],
     "packages": ["linux-image-.*"], "release": ".*", "btf": true, "lane": "%s"}
    """
        .formatted(id, standard ? "standard" : "advisory");
  }

  private int verifier(String... args) {
    StringWriter stdout = new StringWriter();
    StringWriter stderr = new StringWriter();
    int status =
        Verifier.execute(root, new PrintWriter(stdout, true), new PrintWriter(stderr, true), args);
    out = stdout.toString();
    err = stderr.toString();
    return status;
  }

  /** A record as a run writes it; the accepted one of the repository is the model. */
  private static String record() throws Exception {
    return Files.readString(Repository.path("acceptance/" + ID + ".json"));
  }

  private void result(String text) throws Exception {
    Files.writeString(root.resolve("verifier-harness/target/acceptance/" + ID + ".json"), text);
  }

  @Test
  void listsKernels() {
    assertThat(verifier("kernels", "list")).isZero();
    assertThat(out).contains(ID).contains("linux-image-6.1.0-");
    assertThat(out.lines().filter(line -> line.contains("standard")))
        .singleElement()
        .asString()
        .startsWith(ID);
    assertThat(out).contains(OTHER);
  }

  @Test
  void withoutAnIdOnlyStandardKernelsAreMeant() {
    assertThat(verifier("describe")).isZero();
    assertThat(out).contains(ID + " (").doesNotContain(OTHER + " (");
    assertThat(verifier("describe", "--kernel", "all")).isZero();
    assertThat(out).contains(ID + " (").contains(OTHER + " (");
    assertThat(verifier("describe", "--kernel", OTHER, "--kernel", OTHER)).isZero();
    assertThat(out).containsOnlyOnce(OTHER + " (").doesNotContain(ID + " (");
  }

  @Test
  void describesWithoutDoing() {
    assertThat(verifier("describe", "--kernel", ID)).isZero();
    assertThat(out)
        .contains("from     bookworm, bookworm-security")
        .contains("none accepted yet")
        .contains("net.ipv4.ip_forward=1");
  }

  @Test
  void wrongUse() {
    assertThat(verifier()).isEqualTo(64);
    assertThat(verifier("kernels")).isEqualTo(64);
    assertThat(verifier("frobnicate")).isEqualTo(64);
    assertThat(verifier("run", "--accel", "warp")).isEqualTo(64);
    assertThat(err).contains("'warp' is none of auto, kvm, tcg").contains("verifier run --help");
    assertThat(verifier("run", "--suite", "all")).isEqualTo(64);
    assertThat(err).contains("'all' is none of feasibility, verifier, fixtures, wire");
    assertThat(verifier("run", "--kernel-image", "x")).isEqualTo(64);
    assertThat(err).contains("--kernel-image and --modules go together");
    assertThat(verifier("run", "--kernel-image", "x", "--modules", ".")).isEqualTo(3);
    assertThat(err).contains("x is no file");
    assertThat(verifier("shell")).isEqualTo(64);
    assertThat(err).contains("one kernel is needed: --kernel ID, or");
    assertThat(verifier("shell", "--kernel", "all")).isEqualTo(64);
    assertThat(verifier("run", "--repeat", "often")).isEqualTo(64);
    assertThat(verifier("run", "--kernel", "../x")).isEqualTo(64);
    assertThat(err).contains("not a kernel id: '../x'");
  }

  @Test
  void unknownKernel() {
    assertThat(verifier("describe", "--kernel", "debian-1.0-amd64")).isEqualTo(3);
    assertThat(err)
        .contains("no kernel debian-1.0-amd64")
        .contains("try: one of [" + ID + ", " + OTHER + "]");
  }

  @Test
  void outsideOfACheckout() throws Exception {
    Files.delete(root.resolve("qemu-images/kernels.json"));
    assertThat(verifier("kernels", "list")).isEqualTo(3);
    assertThat(err).contains("lies in no checkout of PacketFrame");
  }

  @Test
  void aReportOfNothingSaysWhatIsMissing() throws Exception {
    assertThat(verifier("report", "--from", "nowhere")).isEqualTo(ExitCode.HARNESS);
    assertThat(err).contains("nowhere: no such file or directory").doesNotContain("Exception");
    assertThat(verifier("report")).isEqualTo(ExitCode.HARNESS);
    assertThat(err).contains("no run has left anything in ");
  }

  @Test
  void describesAMatrixForGitHub() {
    assertThat(verifier("describe", "--format", "github-matrix")).isZero();
    assertThat(out)
        .isEqualToIgnoringNewLines(
            "{\"include\":[{\"kernel\":\""
                + ID
                + "\",\"architecture\":\"amd64\",\"lane\":\"standard\"}]}");
    assertThat(verifier("describe", "--format", "yaml")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theSmallestKernelIsTheFirstWhoseRecordHasIt() throws Exception {
    assertThat(verifier("min-kernel", "--capability", "map.ringbuf")).isEqualTo(64);
    assertThat(err).contains("no kernel has said anything yet: see --boot");
    Files.createDirectories(root.resolve("acceptance"));
    String other = record().replace(ID, OTHER);
    Files.writeString(root.resolve("acceptance/" + OTHER + ".json"), other);
    Files.writeString(root.resolve("acceptance/" + ID + ".json"), record());
    assertThat(verifier("min-kernel", "--capability", "map.ringbuf")).isZero();
    assertThat(out.lines().map(line -> line.replaceAll(" \\(.*", "")))
        .containsExactly("map.ringbuf: " + ID, "  pass  " + ID, "  pass  " + OTHER);
    assertThat(verifier("min-kernel", "--capability", "map.warp")).isEqualTo(64);
    assertThat(err).contains("no kernel knows a capability 'map.warp'; one of [").contains("bpffs");
    assertThat(verifier("min-kernel", "--capability", "bpffs", "--architecture", "arm64"))
        .isEqualTo(64);
    assertThat(verifier("min-kernel")).isEqualTo(64);
  }

  @Test
  void help() {
    assertThat(verifier("run", "--help")).isZero();
    assertThat(out).contains("--accel").contains("--kernel");
    assertThat(verifier("--help")).isZero();
  }

  @Test
  void acceptsAGoodRecordAndShowsWhatChanges() throws Exception {
    result(record());
    assertThat(verifier("accept")).isZero();
    assertThat(out).contains("first record").contains("accepted: ");
    assertThat(root.resolve("acceptance/" + ID + ".json")).hasContent(record());

    result(record().replace("\"CONFIG_HZ\": \"250\"", "\"CONFIG_HZ\": \"100\""));
    assertThat(verifier("accept", "--kernel", ID)).isZero();
    assertThat(out).contains("changed: config CONFIG_HZ: 250 -> 100");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"locked\": true', '\"locked\": false', its kernel was not the locked one",
    "'\"clangPinned\": true', '\"clangPinned\": false', 'its objects were made by clang'",
    "'\"verdict\": \"passed\"', '\"verdict\": \"failed\"', the run did not pass",
    "'\"run\": {', '\"run\": {\"suites\": [\"wire\"],', 'only a part of it was run: wire'",
    "'\"id\": \"debian-6.1-amd64\"', '\"id\": \"debian-5.10-amd64\"', the record is about",
  })
  void refusesWhatProvesNothing(String was, String is, String why) throws Exception {
    String changed = record().replace(was, is);
    assertThat(changed).isNotEqualTo(record());
    result(changed);
    assertThat(verifier("accept")).isEqualTo(1);
    assertThat(err).contains(why);
    assertThat(root.resolve("acceptance/" + ID + ".json")).doesNotExist();
  }

  /** The record of the guest that passed is good; the run was not. */
  @Test
  void aFlakyRunIsNotAccepted() throws Exception {
    result(record());
    Files.writeString(
        root.resolve("verifier-harness/target/acceptance/" + ID + ".outcome.json"),
        """
        {"kernel": "debian-6.1-amd64", "release": "6.1", "verdict": "flaky", "complaints": [],
         "accelerator": "tcg", "acceleratorReason": "asked for", "ledgerMillis": {},
         "classMillis": {}, "advisory": false}
        """);
    assertThat(verifier("accept")).isEqualTo(1);
    assertThat(err).contains("the run was flaky");
    assertThat(root.resolve("acceptance/" + ID + ".json")).doesNotExist();
  }

  @Test
  void withoutARunNothingIsAccepted() {
    assertThat(verifier("accept")).isEqualTo(1);
    assertThat(err).contains("there is no record of a run");
  }

  @Test
  void comparesTwoRecords() throws Exception {
    Files.writeString(root.resolve("a.json"), record());
    Files.writeString(
        root.resolve("b.json"),
        record().replaceFirst("\"verdict\": \"passed\"", "\"verdict\": \"failed\""));
    assertThat(verifier("diff", "a.json", "a.json")).isZero();
    assertThat(verifier("diff", "a.json", "b.json")).isEqualTo(2);
    assertThat(out).startsWith("new failure: test ");
    assertThat(verifier("diff", "b.json", "a.json")).isZero();
    assertThat(out).startsWith("improved: test ");
    Files.writeString(root.resolve("c.json"), "{}");
    assertThat(verifier("diff", "a.json", "c.json")).isEqualTo(3);
    assertThat(err).contains("acceptance.schema is missing");
    assertThat(verifier("diff", "a.json", "nowhere.json")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "0,2,2", "2,1,1", "1,3,3", "3,2,3"})
  void theWorstCounts(int left, int right, int worse) {
    assertThat(ExitCode.worse(left, right)).isEqualTo(worse);
    assertThat(ExitCode.worse(right, left)).isEqualTo(worse);
  }
}
