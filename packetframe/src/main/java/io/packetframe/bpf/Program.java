package io.packetframe.bpf;

import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;

/** A program that the kernel has verified and holds for us. */
public final class Program extends KernelObject {
  private final int type;
  private final String name;

  private Program(Syscalls syscalls, Fd fd, int type, String name) {
    super(syscalls, fd);
    this.type = type;
    this.name = name;
  }

  /**
   * Loads a program. Only where the kernel refuses is it asked again with the verifier's log on,
   * which grows up to 16 MiB until it is whole.
   *
   * @throws BpfException if the kernel refuses; with the log where the verifier ran
   */
  public static Program load(Syscalls syscalls, ProgramSpec spec) throws BpfException {
    return load(syscalls, spec, AttachTarget.none());
  }

  /**
   * Loads a program that the kernel checks against what it will be attached to: tp_btf, fentry,
   * fexit, LSM and the like.
   *
   * @throws BpfException if the kernel refuses; with the log where the verifier ran
   */
  public static Program load(Syscalls syscalls, ProgramSpec spec, AttachTarget target)
      throws BpfException {
    return load(syscalls, ProgramAttributes.of(spec, target));
  }

  static Program load(Syscalls syscalls, ProgramAttributes attributes) throws BpfException {
    Fd fd = new ProgramLoader(syscalls, attributes).withLogOnRefusal();
    return of(syscalls, fd, attributes.spec());
  }

  /**
   * Loads a program in one call with a small log on, for who asks only to hear the refusal.
   *
   * @throws BpfException if the kernel refuses; with the log where the verifier ran
   */
  public static Program loadWithSmallLog(Syscalls syscalls, ProgramSpec spec) throws BpfException {
    ProgramAttributes attributes = ProgramAttributes.of(spec, AttachTarget.none());
    return of(syscalls, new ProgramLoader(syscalls, attributes).withSmallLog(), spec);
  }

  /**
   * Loads a program and says what the verifier counted, which costs nothing more (Linux 5.2, commit
   * 06ee7115b0d1).
   *
   * @throws BpfException if the kernel refuses; with the log where the verifier ran
   */
  public static VerifiedProgram loadWithStatistics(
      Syscalls syscalls, ProgramSpec spec, AttachTarget target) throws BpfException {
    return loadWithStatistics(syscalls, ProgramAttributes.of(spec, target));
  }

  static VerifiedProgram loadWithStatistics(Syscalls syscalls, ProgramAttributes attributes)
      throws BpfException {
    ProgramLoader.Verified verified = new ProgramLoader(syscalls, attributes).withStatistics();
    return new VerifiedProgram(
        of(syscalls, verified.fd(), attributes.spec()), verified.statistics());
  }

  private static Program of(Syscalls syscalls, Fd fd, ProgramSpec spec) {
    return new Program(syscalls, fd, spec.type().number(), spec.name());
  }

  /**
   * Opens a program of anyone by its id (needs CAP_SYS_ADMIN).
   *
   * @throws BpfException if the kernel refuses; ENOENT where the program is gone
   */
  public static Program openById(Syscalls syscalls, int id) throws BpfException {
    return known(
        syscalls,
        ObjectInfo.open(syscalls, BpfCommand.PROG_GET_FD_BY_ID, id, "program"),
        "program " + Integer.toUnsignedString(id));
  }

  /**
   * Opens a pinned program.
   *
   * @throws BpfException if the kernel refuses; ENOENT where nothing is pinned
   * @throws PinMismatchException if something else than a program is pinned there
   */
  public static Program openPinned(Syscalls syscalls, Path path)
      throws BpfException, PinMismatchException {
    return known(syscalls, Pins.open(syscalls, path, ObjectKind.PROGRAM), "pinned program " + path);
  }

  private static Program known(Syscalls syscalls, Fd fd, String what) throws BpfException {
    try {
      ProgramInfo info = ProgramInfo.of(syscalls, fd, what);
      return new Program(syscalls, fd, info.type(), info.name());
    } catch (BpfException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * Asks the kernel about the program.
   *
   * @throws BpfException if the kernel refuses
   */
  public ProgramInfo info() throws BpfException {
    return ProgramInfo.of(syscalls(), fd(), toString());
  }

  /**
   * Runs the program on a packet without any interface (BPF_PROG_TEST_RUN). What it does to maps is
   * real.
   *
   * @throws NotSupportedException if this kernel lacks an option that was asked for
   * @throws BpfException if the kernel refuses: EINVAL for a packet of less than an Ethernet header
   */
  public TestRunResult testRun(TestRun run) throws BpfException {
    return new TestRunner(syscalls(), fd(), run, toString()).run();
  }

  /** Returns type and name, e.g. {@code XDP program fast_path}. */
  @Override
  public String toString() {
    return ProgramInfo.typeName(type) + " program " + name;
  }
}
