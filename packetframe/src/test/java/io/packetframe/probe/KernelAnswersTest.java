package io.packetframe.probe;

import static io.packetframe.sys.linux.ScriptedSyscalls.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.AttachTarget;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.VerifiedProgram;
import io.packetframe.bpf.VerifierStatistics;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each errno of the kernel means to each kind of probe. */
class KernelAnswersTest extends AnsweringKernelTest {
  /** Of all map types, those that a probe can ask for. */
  private static final List<MapType> PROBED =
      List.of(
          MapType.HASH,
          MapType.ARRAY,
          MapType.PROG_ARRAY,
          MapType.PERCPU_HASH,
          MapType.PERCPU_ARRAY,
          MapType.LPM_TRIE,
          MapType.DEVMAP_HASH,
          MapType.RINGBUF);

  KernelAnswersTest(@TempDir Path directory) {
    super(directory);
    kernel.onBpf(BpfCommand.NONSENSE, _ -> refusal(Errno.EINVAL));
  }

  @ParameterizedTest
  @CsvSource({
    "22, Supported, the kernel answers (EINVAL to a nonsense command)",
    "7, Supported, the kernel answers (E2BIG to a nonsense command)",
    "1, Inconclusive, bpf(9999): EPERM",
    "38, Unsupported, this kernel has no bpf(2)",
  })
  void bpfSyscall(int errno, String answer, String detail) {
    kernel.onBpf(BpfCommand.NONSENSE, _ -> -errno);
    expect(new BpfSyscallProbe(), answer, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported, loaded and verified",
    "0, 'processed 1234 insns (limit 1000000) x', Supported, 1234 of 1000000 instructions",
    "22, 'R0 !read_ok', Unsupported, the verifier refuses it",
    "7, 'BPF program is too large. Processed 1000001 insn', Unsupported, the verifier refuses it",
    "22, '', Inconclusive, EINVAL",
    "1, '', Inconclusive, load: EPERM",
    "38, '', Unsupported, this kernel has no bpf(2)",
    "12, '', Inconclusive, ENOMEM",
  })
  void objects(int errno, String log, String answer, String detail) {
    load(errno, log);
    ObjectProbe one = ObjectProbe.ofOneProgram(KernelAnswersTest::trial);
    ObjectProbe two = ObjectProbe.ofTwoStages(KernelAnswersTest::trial, one);
    for (ObjectProbe probe : List.of(one, two)) {
      probe.begin(tree.with(kernel));
      expect(probe, answer, detail);
    }
    Verdict any = Verdict.unsupported("", "");
    assertThat(one.isRequired(any)).isFalse();
    // The second is needed only where the first is not to be had.
    assertThat(two.isRequired(any)).isEqualTo(errno != 0);
    assertThat(one.counted().isEmpty()).isEqualTo(errno != 0);
  }

  private static Map<String, VerifierStatistics> trial(Syscalls syscalls) throws BpfException {
    try (VerifiedProgram verified =
        Program.loadWithStatistics(syscalls, XdpAttachProbe.XDP_PASS, AttachTarget.none())) {
      return Map.of("pass", verified.statistics());
    }
  }

  @Test
  void anObjectThatIsNotThereIsNoAnswerOfTheKernel() {
    ObjectProbe probe =
        ObjectProbe.ofOneProgram(
            _ -> {
              throw new PacketFrameException("this installation has no fast_path.bpf.o");
            });
    probe.begin(tree.with(kernel));
    expect(probe, "Inconclusive", "this installation has no fast_path.bpf.o");
  }

  @Test
  void aNonsenseCommandThatSucceedsProvesNothing() {
    kernel.onBpf(BpfCommand.NONSENSE, _ -> 0);
    expect(new BpfSyscallProbe(), "Inconclusive", "succeeded");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported, loaded and verified",
    "22, '', Unsupported, the kernel knows no such program type",
    "22, 'R0 !read_ok', Inconclusive, R0 !read_ok",
    "1, '', Inconclusive, load: EPERM",
    "38, '', Unsupported, this kernel has no bpf(2)",
    "12, '', Inconclusive, ENOMEM",
    "24, '', Inconclusive, EMFILE",
    "7, '', Inconclusive, E2BIG",
    "11, '', Inconclusive, EAGAIN",
    "77, '', Inconclusive, errno 77",
  })
  void programTypes(int errno, String log, String answer, String detail) {
    load(errno, log);
    expect(new ProgramTypeProbe(ProgramType.XDP, "", ""), answer, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "0, Supported, created",
    "22, Unsupported, the kernel knows no such map type",
    "1, Inconclusive, create: EPERM",
    "38, Unsupported, this kernel has no bpf(2)",
    "7, Inconclusive, E2BIG",
    "12, Inconclusive, ENOMEM",
  })
  void mapTypes(int errno, String answer, String detail) {
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> -errno);
    for (MapType type : PROBED) {
      expect(new MapTypeProbe(type, "", ""), answer, detail);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', Supported, accepted",
    "22, '0: (85) call 69\nR1 type=ctx expected=fp', Supported, known to the verifier",
    "13, 'R1 type=ctx expected=fp', Supported, known to the verifier",
    "22, 'unknown func bpf_fib_lookup#69', Unsupported, no such helper",
    "22, 'invalid func unknown#69', Unsupported, no such helper",
    "22, 'unrecognized bpf_func_id 69', Unsupported, no such helper",
    "22, 'program of this type cannot use helper bpf_x#69', Unsupported, no such helper",
    "22, 'UNKNOWN FUNC', Supported, known to the verifier",
    "22, '', Inconclusive, refused before the verifier ran",
    "1, '', Inconclusive, load: EPERM",
    "1, 'unknown func', Inconclusive, load: EPERM",
    "38, '', Unsupported, this kernel has no bpf(2)",
    "12, 'processed 3 insns', Inconclusive, ENOMEM",
  })
  void helpers(int errno, String log, String answer, String detail) {
    load(errno, log);
    expect(new HelperProbe("bpf_fib_lookup", 69, "", ""), answer, detail);
  }

  @Test
  void aSignalDuringVerificationIsTriedAgain() {
    int[] attempts = {0};
    kernel.onBpf(BpfCommand.PROG_LOAD, _ -> ++attempts[0] < 3 ? refusal(Errno.EAGAIN) : 0);
    expect(new ProgramTypeProbe(ProgramType.XDP, "", ""), "Supported", "loaded");
    assertThat(attempts[0]).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0xCAFE4A11, Supported, mounted",
    "0, 0x62656572, Unsupported, not on a BPF file system",
    "13, 0, Inconclusive, EACCES",
    "2, 0, Inconclusive, no ancestor",
    "38, 0, Unsupported, no bpf(2)",
  })
  void bpffs(int errno, String type, String answer, String detail) {
    kernel.onStatfs(
        memory -> {
          memory.putLong(0, Long.decode(type));
          return -errno;
        });
    expect(new BpffsProbe(), answer, detail);
  }

  @Test
  void bpffsLooksAtTheNearestAncestorThatExists() {
    int[] missing = {2};
    kernel.onStatfs(
        memory -> {
          memory.putLong(0, 0xCAFE4A11L);
          return missing[0]-- > 0 ? refusal(Errno.ENOENT) : 0;
        });
    expect(new BpffsProbe(), "Supported", "mounted, seen at /sys/fs");
  }

  @ParameterizedTest
  @CsvSource({
    "6.12.0, 0, 0, Supported, not needed: memcg accounting",
    "6.12.0, 1, 0, Inconclusive, create a map: EPERM",
    "6.12.0, 12, 0, Inconclusive, ENOMEM",
    "5.10.0, 0, 0, Supported, lifted for this process (limit found: 65536 bytes)",
    "5.10.0, 0, 1, Inconclusive, lift the limit",
    "garbage, 0, 0, Supported, lifted for this process",
  })
  void memoryLock(String release, int mapErrno, int limitErrno, String answer, String detail) {
    tree.file("/proc/sys/kernel/osrelease", release + "\n");
    kernel.onBpf(BpfCommand.MAP_CREATE, _ -> -mapErrno);
    kernel.onPrlimit(
        old -> {
          if (old != null) {
            old.putLong(0, 65536);
          }
          return -limitErrno;
        });
    expect(new MemoryLockProbe(), answer, detail);
  }

  private void load(int errno, String log) {
    kernel.onBpf(
        BpfCommand.PROG_LOAD,
        attr -> {
          int logLevel = attr.u32(24);
          if (logLevel != 0) {
            attr.target(32).put(0, log.getBytes(StandardCharsets.UTF_8));
          }
          return -errno;
        });
  }
}
