package io.packetframe.probe;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.VerifierStatistics;
import io.packetframe.host.linux.Capability;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Whether this kernel takes a BPF object that we ship. */
public final class ObjectProbe extends HostProbe {
  /** Loads the object and lets it go. */
  @FunctionalInterface
  public interface Trial {
    /**
     * Returns what the verifier counted, by the names of the programs.
     *
     * @throws PacketFrameException if it cannot be loaded
     */
    Map<String, VerifierStatistics> load(Syscalls syscalls) throws PacketFrameException;
  }

  private static final String SINCE = "5.10, the oldest kernel that it is tried on";

  private final Trial trial;
  private final @Nullable ObjectProbe instead;
  private Map<String, VerifierStatistics> counted = Map.of();
  private boolean taken;
  private @Nullable FutureTask<Map<String, VerifierStatistics>> running;

  private ObjectProbe(String object, String purpose, Trial trial, @Nullable ObjectProbe instead) {
    super(
        new CapabilityDescription(
            "program." + object,
            false,
            purpose,
            SINCE,
            "Loads the shipped object as `run` does, attaches nothing, and lets it go. How many"
                + " instructions the verifier looked at, and of how many, is its own word.",
            "Install a newer kernel; `packetframe lint` names what an old one refuses."));
    this.trial = trial;
    this.instead = instead;
  }

  /** Asks about the data path in one program. */
  public static ObjectProbe ofOneProgram(Trial trial) {
    return new ObjectProbe(
        "fast_path",
        "The data path in one program: the form that is run where the kernel takes it.",
        trial,
        null);
  }

  /** Asks about the data path in two programs, which is needed where {@code one} is refused. */
  public static ObjectProbe ofTwoStages(Trial trial, ObjectProbe one) {
    return new ObjectProbe(
        "two_stage",
        "The data path in two programs with a tail call between them. Required where"
            + " program.fast_path does not pass: kernels that hold the stack of everything inlined"
            + " against one limit refuse that one.",
        trial,
        one);
  }

  /** Returns what the verifier counted at the last trial, by program; empty before it. */
  public Map<String, VerifierStatistics> counted() {
    return counted;
  }

  @Override
  public boolean isRequired(Verdict verdict) {
    return instead != null && !instead.taken;
  }

  /**
   * Begins the trial on a thread of its own: the verifier takes longer than all other rows
   * together, and needs nobody meanwhile.
   */
  void begin(ProbedHost host) {
    FutureTask<Map<String, VerifierStatistics>> task =
        new FutureTask<>(() -> trial.load(host.syscalls()));
    running = task;
    Thread thread = new Thread(task, name());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Verdict ask(ProbedHost host) {
    FutureTask<Map<String, VerifierStatistics>> task = running;
    if (task == null) {
      throw new IllegalStateException(name() + " was not begun");
    }
    try {
      counted = new TreeMap<>(task.get());
      taken = true;
      return new Verdict.Supported(headroom());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.inconclusive("interrupted", "interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BpfException refusal) {
        return refused(host, refusal);
      }
      if (e.getCause() instanceof PacketFrameException failure) {
        String why = String.valueOf(failure.getMessage());
        return Verdict.inconclusive(why, why);
      }
      throw new IllegalStateException(name(), e.getCause());
    }
  }

  private static Verdict refused(ProbedHost host, BpfException failure) {
    Errno errno = failure.errno();
    String why = String.valueOf(failure.getMessage());
    if (!failure.log().isEmpty()) {
      return Verdict.unsupported("the verifier refuses it", why);
    }
    if (errno.equals(Errno.EPERM)) {
      return host.whoRefused()
          .ofBpf(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
          .verdict("load", errno);
    }
    return errno.equals(Errno.ENOSYS)
        ? NoSuchSyscall.verdict(host)
        : Verdict.inconclusive(why, why);
  }

  /** The program that is nearest to a limit speaks for all. */
  private String headroom() {
    long most = 0;
    long limit = 0;
    for (VerifierStatistics program : counted.values()) {
      OptionalLong instructions = program.processedInstructions();
      if (instructions.isPresent() && instructions.getAsLong() > most) {
        most = instructions.getAsLong();
        limit = program.instructionLimit().orElse(0);
      }
    }
    return limit == 0
        ? "loaded and verified"
        : "loaded and verified: " + most + " of " + limit + " instructions";
  }
}
