package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.AssetRecord;
import io.packetframe.record.Difference;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.KernelRecord;
import io.packetframe.record.RunRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.verifier.vm.ConsoleFault;
import io.packetframe.verifier.vm.CrashFingerprint;
import io.packetframe.verifier.vm.Ending;
import io.packetframe.verifier.wire.Message;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whose fault it is, by what came over the framed port. */
class JudgeTest {
  static final KernelRecord KERNEL =
      new KernelRecord(
          "debian-6.1-amd64",
          "amd64",
          GuestScript.RELEASE,
          new TreeMap<>(Map.of("linux-image", "6.1.192-2")),
          true,
          true,
          new TreeMap<>(Map.of("CONFIG_BPF", "y")));

  static final RunRecord RUN =
      new RunRecord("tcg", "asked for", "19.1.7", true, "Linux", List.of(), new LinkedHashMap<>());

  static final KernelLogGate STRICT = new KernelLogGate(List.of(), LocalDate.of(2026, 11, 22));

  private static Verdict judge(Transcript transcript) {
    return Judge.judge(transcript, KERNEL, RUN, STRICT, Optional.empty());
  }

  private static String infra(Transcript transcript) {
    assertThat(judge(transcript)).isInstanceOf(Verdict.Infra.class);
    assertThat(judge(transcript).exitCode()).isEqualTo(3);
    return ((Verdict.Infra) judge(transcript)).reason();
  }

  private static List<String> failures(Transcript transcript) {
    assertThat(judge(transcript)).isInstanceOf(Verdict.Failed.class);
    assertThat(judge(transcript).exitCode()).isEqualTo(1);
    return ((Verdict.Failed) judge(transcript)).reasons();
  }

  static AcceptanceRecord passed() throws IOException {
    return ((Verdict.Passed) judge(GuestScript.thatIsFine().finishes().powersOff())).record();
  }

  /** A run that was confined to two suites and found no test in them. */
  static AcceptanceRecord partial() throws IOException {
    RunRecord run =
        new RunRecord(
            "tcg",
            "asked for",
            "19.1.7",
            true,
            "Linux",
            List.of("feasibility", "wire"),
            new LinkedHashMap<>());
    Transcript transcript =
        GuestScript.thatBooted().feasibility(0, GuestScript.FEASIBLE).finishes().powersOff();
    Verdict verdict = Judge.judge(transcript, KERNEL, run, STRICT, Optional.of(passed()));
    assertThat(((Verdict.Passed) verdict).differences())
        .as("nobody looked for the other tests")
        .isEmpty();
    return ((Verdict.Passed) verdict).record();
  }

  @Test
  void aPartOfARunPassesByWhatItWasAskedFor() throws Exception {
    assertThat(partial().tests()).isEmpty();
    assertThat(partial().run().isPartial()).isTrue();
  }

  @Test
  void allIsWell() throws Exception {
    Transcript transcript = GuestScript.thatIsFine().finishes().powersOff();
    assertThat(judge(transcript).exitCode()).isZero();
    assertThat(transcript.ledger().millis().keySet())
        .containsExactly(
            "firstKernelLine", "init", "agent", "firstTest", "lastTest", "feasibility", "powerOff");
    AcceptanceRecord record = passed();
    assertThat(AcceptanceRecord.fromJson(JsonReader.read(JsonWriter.canonical(record.toJson()))))
        .isEqualTo(record);
  }

  @Test
  void thePartsOfTheGuestAreCircumstancesAndAreNotCompared() throws Exception {
    AcceptanceRecord record = passed();
    assertThat(record.feasibility().assets()).isEmpty();
    assertThat(record.run().guest())
        .extracting(AssetRecord::name)
        .containsExactly("package 0", "nvme0n1");
    Transcript other =
        GuestScript.thatBooted()
            .feasibility(0, GuestScript.FEASIBLE.replace("1024", "4096").replace("nvme0n1", "vda"))
            .test("works()", new Passed())
            .finishes()
            .powersOff();
    Verdict verdict = Judge.judge(other, KERNEL, RUN, STRICT, Optional.of(record));
    assertThat(((Verdict.Passed) verdict).differences()).isEmpty();
    assertThat(((Verdict.Passed) verdict).record()).isNotEqualTo(record);
  }

  @Test
  void guestsThatShareTheWorkAreJudgedAsOne() throws Exception {
    Transcript first = GuestScript.thatIsFine().finishes().powersOff();
    first.join(
        GuestScript.thatBooted()
            .test("more()", new Passed())
            .feasibility(1, "not of the first")
            .finishes()
            .powersOff());
    // The other's init and agent were no later than the first's; its tests and end were.
    assertThat(first.ledger().millis())
        .isEqualTo(
            Map.of(
                "firstKernelLine", 1_000L,
                "init", 2_000L,
                "agent", 3_000L,
                "feasibility", 7_000L,
                "firstTest", 7_000L,
                "lastTest", 7_000L,
                "powerOff", 10_000L));
    // From the first word of each guest to the end of its test.
    assertThat(first.classMillis()).isEqualTo(Map.of("a.BTest", 4_000L + 3_000L));
    assertThat(((Verdict.Passed) judge(first)).record().tests())
        .extracting(TestRecord::name)
        .containsExactly("more()", "works()");

    Transcript torn = GuestScript.thatIsFine().finishes().powersOff();
    torn.join(GuestScript.thatBooted().powersOff());
    assertThat(infra(torn)).contains("the agent did not come to its end");

    Transcript splat = GuestScript.thatIsFine().finishes().powersOff();
    splat.join(
        GuestScript.thatBooted()
            .finishesWith(
                GuestScript.BOOTED,
                "[   10.0] WARNING: CPU: 0 PID: 1 at net/core/dev.c:1 f+0x1/0x2")
            .powersOff());
    assertThat(failures(splat)).singleElement().asString().contains("net/core/dev.c");

    Transcript cleared = GuestScript.thatIsFine().finishes().powersOff();
    cleared.join(GuestScript.thatBooted().finishesWith("[   31.5] bridge: up").powersOff());
    assertThat(infra(cleared)).startsWith("the kernel log has lost its beginning");
    Transcript crashed = GuestScript.thatIsFine().finishes().powersOff();
    crashed.join(GuestScript.thatBooted().ends(new Ending.OutOfTime(Duration.ofSeconds(5))));
    assertThat(infra(crashed)).contains("still running after 5 s");
  }

  @Test
  void whatATestPublishesIsKeptAndChangesNothing() throws Exception {
    Transcript transcript =
        GuestScript.thatIsFine()
            .says(new Message.Published("6.1-no_exit.log", "last insn"))
            .finishes()
            .powersOff();
    assertThat(transcript.published()).isEqualTo(Map.of("6.1-no_exit.log", "last insn"));
    assertThat(((Verdict.Passed) judge(transcript)).record()).isEqualTo(passed());
  }

  @Test
  void aPanicIsNoFailedTest() throws Exception {
    Ending crashed =
        new Ending.Crashed(
            new ConsoleFault(ConsoleFault.Kind.PANIC, "Kernel panic - not syncing: x"),
            new CrashFingerprint(ConsoleFault.Kind.PANIC, List.of("veth_xmit", "dev_xmit")));
    TestName test = new TestName("a.BTest", "crash()");
    Transcript transcript =
        GuestScript.thatIsFine().says(new Message.TestStarted(test, 1)).ends(crashed);
    assertThat(infra(transcript))
        .isEqualTo(
            "the guest kernel is in trouble: panic: Kernel panic - not syncing: x,"
                + " while a.BTest.crash() was running");
    assertThat(((Verdict.Infra) judge(transcript)).crash().orElseThrow().text())
        .isEqualTo("panic in veth_xmit < dev_xmit");
  }

  @Test
  void silenceIsNoFailedTest() throws Exception {
    assertThat(
            infra(GuestScript.thatIsFine().ends(new Ending.Silent(Duration.ofSeconds(45), true))))
        .isEqualTo("the guest hangs: no sign of life for 45 s");
  }

  @Test
  void aConsoleThatClaimsSuccessProvesNothing() throws Exception {
    assertThat(
            infra(
                new GuestScript()
                    .console("packetframe-init: up")
                    .console("all 17 tests passed, success")
                    .powersOff()))
        .isEqualTo("the guest powered off without a word from its agent");
  }

  @Test
  void aKernelThatNeverSpokeIsNamed() {
    assertThat(infra(new GuestScript().powersOff()))
        .isEqualTo("the guest ended before its kernel said anything");
  }

  @Test
  void withoutItsLastMessageARunIsNotBelieved() throws Exception {
    assertThat(infra(GuestScript.thatIsFine().powersOff()))
        .isEqualTo("the agent did not come to its end");
  }

  @Test
  void whatWasLostIsMissed() throws Exception {
    assertThat(infra(GuestScript.thatIsFine().losesAFrame().finishes().powersOff()))
        .startsWith("results were lost on their way: 1 frames lost");
  }

  @Test
  void theCountMustBeRight() throws Exception {
    assertThat(infra(GuestScript.thatIsFine().says(new Message.Finished(2, 1)).powersOff()))
        .isEqualTo("2 tests were told of, 1 arrived");
  }

  @Test
  void afterTheLastMessageNothingMayFollow() throws Exception {
    assertThat(infra(GuestScript.thatIsFine().finishes().finishes().powersOff()))
        .isEqualTo("the guest went on speaking after its last message");
  }

  @Test
  void noiseHarmsNothing() throws Exception {
    assertThat(
            judge(
                    GuestScript.thatIsFine()
                        .bytes("success".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .finishes()
                        .powersOff())
                .exitCode())
        .isZero();
  }

  @Test
  void theAgentsOwnTroubleIsNotTheProducts() throws Exception {
    assertThat(
            infra(
                GuestScript.thatBooted().says(new Message.AgentFailed("no such file")).powersOff()))
        .isEqualTo("the agent failed: no such file");
  }

  @Test
  void anotherKernelThanMeant() throws Exception {
    assertThat(
            infra(
                new GuestScript()
                    .says(new Message.Hello("5.10", "amd64", true, List.of(), 1))
                    .says(new Message.Finished(0, 1))
                    .powersOff()))
        .isEqualTo("the guest runs 5.10, not " + GuestScript.RELEASE);
  }

  @Test
  void failedAndSkippedTests() throws Exception {
    Transcript transcript =
        GuestScript.thatIsFine()
            .test("bad()", new Failed("expected 1 but was 2", "at a.BTest"))
            .test("off()", new Skipped("no such need"))
            .finishes()
            .powersOff();
    assertThat(failures(transcript)).containsExactly("test a.BTest.bad(): expected 1 but was 2");
  }

  @Test
  void aMissingCapability() throws Exception {
    String json =
        GuestScript.FEASIBLE
            .replace("\"passed\": true", "\"passed\": false")
            .replace("\"pass\"", "\"fail\"");
    assertThat(
            failures(
                GuestScript.thatBooted()
                    .feasibility(1, json)
                    .test("works()", new Passed())
                    .finishes()
                    .powersOff()))
        .containsExactly("capability syscall.bpf: fail, it answers");
  }

  @Test
  void aCommandThatDoesNotAnswer() throws Exception {
    assertThat(
            failures(GuestScript.thatBooted().feasibility(134, "Aborted").finishes().powersOff()))
        .singleElement()
        .asString()
        .startsWith("packetframe feasibility: not JSON")
        .endsWith("(exit code 134, stderr: )");
    assertThat(failures(GuestScript.thatBooted().finishes().powersOff()))
        .singleElement()
        .asString()
        .endsWith("(it was not run)");
  }

  @Test
  void noTestAtAllShowsNothing() throws Exception {
    assertThat(
            failures(
                GuestScript.thatBooted()
                    .feasibility(0, GuestScript.FEASIBLE)
                    .finishes()
                    .powersOff()))
        .containsExactly("no test passed, so nothing was shown");
  }

  @Test
  void lessThanWasAcceptedIsARegression() throws Exception {
    AcceptanceRecord accepted =
        ((Verdict.Passed)
                judge(GuestScript.thatIsFine().test("more()", new Passed()).finishes().powersOff()))
            .record();
    Verdict verdict =
        Judge.judge(
            GuestScript.thatIsFine().finishes().powersOff(),
            KERNEL,
            RUN,
            STRICT,
            Optional.of(accepted));
    assertThat(verdict).isInstanceOf(Verdict.Regressed.class);
    assertThat(verdict.exitCode()).isEqualTo(2);
    assertThat(((Verdict.Regressed) verdict).differences().stream().map(Difference::describe))
        .containsExactly("vanished: test a.BTest.more() (was passed)");
  }

  @Test
  void withoutItsKernelLogNothingIsBelieved() throws Exception {
    assertThat(infra(GuestScript.thatIsFine().says(new Message.Finished(1, 2)).powersOff()))
        .isEqualTo("the guest did not send its kernel log");
    assertThat(
            infra(
                GuestScript.thatIsFine()
                    .says(new Message.KernelLog("", Optional.of("dmesg ended with 1: denied")))
                    .says(new Message.Finished(1, 2))
                    .powersOff()))
        .isEqualTo("the kernel log could not be read: dmesg ended with 1: denied");
    assertThat(
            infra(
                GuestScript.thatIsFine()
                    .kernelLog("[   31.5] bridge: up")
                    .says(new Message.Finished(1, 2))
                    .powersOff()))
        .isEqualTo("the kernel log has lost its beginning; it starts with: [   31.5] bridge: up");
  }

  @Test
  void aWarningInTheKernelLogFailsThoughEveryTestPassed() throws Exception {
    assertThat(
            failures(
                GuestScript.thatIsFine()
                    .kernelLog(
                        GuestScript.BOOTED,
                        "[    9.1] WARNING: CPU: 0 PID: 61 at net/core/dev.c:1 f+0x1/0x2",
                        "[    9.1] Call Trace:",
                        "[    9.1]  veth_poll+0x9b/0x1c0 [veth]",
                        "[    9.2] veth0: entered promiscuous mode")
                    .says(new Message.Finished(1, 2))
                    .powersOff()))
        .containsExactly(
            "kernel log: WARNING: CPU: 0 PID: 61 at net/core/dev.c:1 f+0x1/0x2 (veth_poll)");
  }

  @Test
  void configFacts() {
    assertThat(
            KernelFacts.options(
                "CONFIG_A=y\n# CONFIG_B is not set\n", List.of("CONFIG_A", "CONFIG_B")))
        .isEqualTo(Map.of("CONFIG_A", "y", "CONFIG_B", "n"));
  }
}
