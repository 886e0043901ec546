package io.packetframe.bpf.feature;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the running kernel can do, each question asked at most once: conclusive answers are kept,
 * others are not, since rights and memory come and go.
 *
 * <p>Most questions need CAP_BPF, those about network programs CAP_NET_ADMIN too, those about
 * tracing CAP_PERFMON. A process needs one object of this class. Safe for use by many threads: two
 * that ask the same at once may both ask the kernel, and hear the same.
 */
public final class Features {
  /**
   * No frame has more: a page and MAX_SKB_FRAGS others, at most 45, of up to 64 KiB each. With
   * pages of 4 KiB and the usual 17 fragments it is 73,152 bytes.
   */
  private static final int LARGEST_FRAME = 46 << 16;

  private static final int SHORTEST_FRAME = 14;

  private final Syscalls syscalls;
  private final Map<String, Answer> known = new ConcurrentHashMap<>();

  /** Asks through these system calls, and asks nothing yet. */
  public Features(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /**
   * Tells whether programs of a type can be loaded.
   *
   * @throws IllegalArgumentException for UNSPEC
   */
  public Answer programType(ProgramType type) {
    return once("program " + type.name(), new ProgramTypeQuestion(type));
  }

  /** Tells whether maps of a type can be created. */
  public Answer mapType(MapType type) {
    return once("map " + type.name(), new MapTypeQuestion(type));
  }

  /**
   * Tells whether programs of a type can call a helper. Inconclusive for the types that the kernel
   * only loads with a function to attach to: TRACING, LSM, EXT, STRUCT_OPS.
   *
   * @param id BPF_FUNC_*, at least 1
   */
  public Answer helper(ProgramType type, int id) {
    return once("helper " + id + " of " + type.name(), new HelperQuestion(type, id));
  }

  /**
   * Tells whether the kernel knows an attach type. Whether it is built to run such programs is the
   * question for their {@link #programType}.
   */
  public Answer attachType(AttachType type) {
    return once("attach " + type.name(), new AttachTypeQuestion(type));
  }

  /** Tells whether programs can be attached by a BPF link of a kind. */
  public Answer link(LinkKind kind) {
    return once("link " + kind.name(), new LinkQuestion(kind));
  }

  /** Tells whether the kernel takes all instructions that a version has added. */
  public Answer instructionSet(InstructionSet version) {
    return once("instructions " + version.name(), new InstructionSetQuestion(version));
  }

  /**
   * Tells whether programs may have a million instructions instead of 4096 (Linux 5.2, commit
   * c04c0d2b968a).
   */
  public Answer largePrograms() {
    return once("large programs", new LargeProgramQuestion());
  }

  /** Tells whether programs may loop (Linux 5.3, commit 2589726d12a1). */
  public Answer boundedLoops() {
    return once("bounded loops", new BoundedLoopQuestion());
  }

  /**
   * Tells whether XDP programs may take frames of several buffers (Linux 5.18, commit
   * f45d5b6ce2e8).
   */
  public Answer fragments() {
    return once("frames of several buffers", new FragmentsQuestion());
  }

  /** Tells whether bpf_fib_lookup knows a flag. */
  public Answer fibLookup(FibLookupFlag flag) {
    return once("FIB lookup " + flag.name(), new FibLookupQuestion(flag.bit()));
  }

  /** Tells whether a test run takes an XDP context (Linux 5.15, commit 47316f4a3053). */
  public Answer testRunContext() {
    return once("test-run context", new TestRunQuestion.Context());
  }

  /**
   * Tells whether a test run can send, redirect and receive frames for real (Linux 5.18, commit
   * b530e9e1063e). The trial drops its frame.
   */
  public Answer liveFrames() {
    return once("live frames", new TestRunQuestion.LiveFrames());
  }

  /**
   * Tells whether an XDP program can be test-run on a frame of that many bytes.
   *
   * @throws IllegalArgumentException if that is less than an Ethernet header, or more than 46 pages
   *     of 64 KiB
   */
  public Answer testRunFrame(int bytes) {
    if (bytes < SHORTEST_FRAME || bytes > LARGEST_FRAME) {
      throw new IllegalArgumentException("a test run of a frame of " + bytes + " bytes");
    }
    return once("test-run frame of " + bytes, new TestRunQuestion.FrameSize(bytes));
  }

  /**
   * Returns the bytes of the largest frame that an XDP program without fragments can be test-run
   * on; found by halving, so it takes some twenty runs. Empty where one of them was inconclusive.
   */
  public OptionalInt largestTestRunFrame() {
    int fits = SHORTEST_FRAME;
    int tooLarge = LARGEST_FRAME + 1;
    if (!testRunFrame(fits).isSupported()) {
      return OptionalInt.empty();
    }
    while (tooLarge - fits > 1) {
      int middle = (fits + tooLarge) >>> 1;
      Answer answer = testRunFrame(middle);
      if (!answer.isConclusive()) {
        return OptionalInt.empty();
      }
      if (answer.isSupported()) {
        fits = middle;
      } else {
        tooLarge = middle;
      }
    }
    return OptionalInt.of(fits);
  }

  private Answer once(String question, Question asked) {
    Answer answer = known.get(question);
    if (answer == null) {
      answer = asked.ask(syscalls);
      if (answer.isConclusive()) {
        known.put(question, answer);
      }
    }
    return answer;
  }
}
