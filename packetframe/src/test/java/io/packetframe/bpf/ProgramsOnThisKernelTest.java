package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs: loading, the log of a refusal, test runs, on the kernel that runs the tests. */
@KernelTest
class ProgramsOnThisKernelTest {
  private static final int XDP_DROP = 1;
  private static final int XDP_PASS = 2;
  private static final int LOOPBACK = 1;
  private static final int ADJUST_TAIL = 65;
  private static final Instruction LOAD_INGRESS = new Instruction(0x61, 0, 1, 12, 0);
  private static final Instruction READ_R9 = new Instruction(0xbf, 0, 9, 0, 0);

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final byte[] packet = new byte[60];

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  ProgramsOnThisKernelTest() {
    for (int i = 0; i < packet.length; i++) {
      packet[i] = (byte) i;
    }
  }

  @Test
  void aRunReturnsVerdictAndPacket() throws BpfException {
    try (Program pass = load(Instruction.move(0, XDP_PASS))) {
      TestRunResult result = pass.testRun(TestRun.of(packet).repeated(100));
      assertThat(result.verdict()).isEqualTo(XDP_PASS);
      assertThat(result.packet()).isEqualTo(packet);
      assertThat(result.nanos()).isBetween(0L, 1_000_000_000L);
    }
  }

  @Test
  void aPacketShorterThanItsHeaderIsRefused() throws BpfException {
    try (Program pass = load(Instruction.move(0, XDP_PASS))) {
      Throwable refusal = catchThrowable(() -> pass.testRun(TestRun.of(new byte[13])));
      Assumptions.assumeTrue(refusal != null, "this kernel runs programs on packets of any size");
      assertThat(refusal)
          .hasMessage("test-run XDP program pf_test: EINVAL (invalid argument)")
          .isNotInstanceOf(NotSupportedException.class);
    }
  }

  @Test
  void aPacketThatGrowsBeyondTheRoomComesBackWhole() throws BpfException {
    try (Program grow =
        load(
            Instruction.move(2, 2000),
            Instruction.call(ADJUST_TAIL),
            Instruction.move(0, XDP_PASS))) {
      TestRunResult result = grow.testRun(TestRun.of(packet));
      assertThat(result.packet()).hasSize(2060).startsWith(packet);
    }
  }

  @Test
  void aContextTellsTheProgramWhereThePacketCameFrom() throws BpfException {
    try (Program ingress = load(LOAD_INGRESS)) {
      TestRunResult result =
          runOrSkip(ingress, TestRun.of(packet).with(new XdpContext(4, LOOPBACK, 0)));
      assertThat(result.verdict()).isEqualTo(LOOPBACK);
      assertThat(result.context()).contains(new XdpContext(4, LOOPBACK, 0));
      assertThat(result.packet()).isEqualTo(packet);
      assertThatThrownBy(() -> ingress.testRun(TestRun.of(packet).with(new XdpContext(3, 0, 0))))
          .as("metadata that is no multiple of 4 is our fault, not a lack of the kernel's")
          .hasMessage("test-run XDP program pf_test: EINVAL (invalid argument)")
          .isNotInstanceOf(NotSupportedException.class);
    }
  }

  @Test
  void anSkbContextIsReadAndChangedByTheProgram() throws BpfException {
    // r0 = skb->mark; skb->priority = r0
    ProgramSpec copy =
        new ProgramSpec(
            "pf_test",
            ProgramType.SCHED_CLS,
            List.of(
                new Instruction(0x61, 0, 1, 8, 0),
                new Instruction(0x63, 1, 0, 32, 0),
                Instruction.exit()),
            "GPL");
    try (Program program = Program.load(syscalls, copy)) {
      TestRunResult result = program.testRun(TestRun.of(packet).with(SkbContext.of(77, 5)));
      assertThat(result.verdict()).isEqualTo(77);
      assertThat(result.context().orElseThrow())
          .isInstanceOfSatisfying(
              SkbContext.class,
              left -> {
                assertThat(left.mark()).isEqualTo(77);
                assertThat(left.priority()).isEqualTo(77);
                assertThat(left.wireLength()).isEqualTo(packet.length);
              });
    }
  }

  @Test
  void liveFramesAreDroppedForReal() throws BpfException {
    try (Program drop = load(Instruction.move(0, XDP_DROP))) {
      TestRunResult result = runOrSkip(drop, TestRun.of(packet).repeated(256).withLiveFrames());
      assertThat(result.verdict()).isZero();
      assertThat(result.packet()).isEmpty();
      assertThatThrownBy(() -> drop.testRun(TestRun.of(new byte[13]).withLiveFrames()))
          .isNotInstanceOf(NotSupportedException.class)
          .hasMessageContaining("EINVAL");
    }
  }

  @Test
  void informationNamesTheProgramAndAClosedOneIsGone() throws BpfException {
    int id;
    try (Program program = load(Instruction.move(0, XDP_PASS))) {
      ProgramInfo info = program.info();
      id = info.id();
      assertThat(info.name()).isEqualTo("pf_test");
      assertThat(info.type()).isEqualTo(ProgramType.XDP.number());
      assertThat(info.tag()).matches("[0-9a-f]{16}").isNotEqualTo("0000000000000000");
      assertThat(info.createdByUid()).isZero();
      info.verifiedInstructions().ifPresent(count -> assertThat(count).isEqualTo(2));
      try (Program same = Program.openById(syscalls, id)) {
        assertThat(same.info().tag()).isEqualTo(info.tag());
        assertThat(same).hasToString("XDP program pf_test");
        assertThat(same.testRun(TestRun.of(packet)).verdict()).isEqualTo(XDP_PASS);
      }
      assertThat(ProgramInfo.of(syscalls, id).name()).isEqualTo("pf_test");
    }
    KernelIds.awaitEnd(syscalls, KernelIds::programs, id);
  }

  @Test
  void bothWaysToLoadTellWhyAProgramIsRefused() {
    List<Instruction> reads = List.of(READ_R9, Instruction.exit());
    for (boolean small : new boolean[] {true, false}) {
      assertThatThrownBy(
              () ->
                  (small
                          ? Program.loadWithSmallLog(syscalls, spec(reads))
                          : Program.load(syscalls, spec(reads)))
                      .close())
          .isInstanceOfSatisfying(
              BpfException.class,
              e -> {
                assertThat(e.errno()).isEqualTo(Errno.EACCES);
                assertThat(e.log().mentions("R9 !read_ok")).isTrue();
                assertThat(e.log().truncated()).isFalse();
              });
    }
  }

  @Test
  void aLongLogIsReadWhole() {
    List<Instruction> many =
        new ArrayList<>(Collections.nCopies(20_000, Instruction.move(0, XDP_PASS)));
    many.add(READ_R9);
    many.add(Instruction.exit());
    assertThatThrownBy(() -> Program.load(syscalls, spec(many)).close())
        .isInstanceOfSatisfying(
            BpfException.class,
            e -> {
              assertThat(e.errno()).isEqualTo(Errno.EACCES);
              assertThat(e.log().text().length()).isGreaterThan(300_000);
              assertThat(e.log().text()).contains("\n1: (b7)", "\n19999: (b7)");
              assertThat(e.log().mentions("R9 !read_ok")).isTrue();
              assertThat(e.log().truncated()).isFalse();
            });
  }

  @Test
  void afterCloseEveryUseIsAnError() throws BpfException {
    Program program = load(Instruction.move(0, XDP_PASS));
    program.close();
    assertThatThrownBy(program::close).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(program::info).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> program.testRun(TestRun.of(packet)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static TestRunResult runOrSkip(Program program, TestRun run) throws BpfException {
    try {
      return program.testRun(run);
    } catch (NotSupportedException e) {
      return abort(e.getMessage());
    }
  }

  private Program load(Instruction... body) throws BpfException {
    List<Instruction> instructions = new ArrayList<>(List.of(body));
    instructions.add(Instruction.exit());
    return Program.load(syscalls, spec(instructions));
  }

  private static ProgramSpec spec(List<Instruction> instructions) {
    return new ProgramSpec("pf_test", ProgramType.XDP, instructions, "GPL");
  }
}
