package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The kernel's own lists of BPF objects. */
public record KernelIds(List<Integer> programs, List<Integer> maps, List<Integer> links) {

  /** How often a change of the lists is put down to others before it is put down to us. */
  private static final int ATTEMPTS = 5;

  private static final int WAITS = 60;
  private static final int WAIT_MILLIS = 50;
  private static final KernelIds NONE = new KernelIds(List.of(), List.of(), List.of());

  /** Something that may leave objects behind. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /**
   * Asserts that the work leaves no object behind. The lists are the whole machine's, and others
   * load programs meanwhile; but what the work leaves behind, it leaves each time. The kernel frees
   * what a program used some time after the program, so it gets that time.
   */
  public static void assertUnchangedBy(Syscalls syscalls, Work work) throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      KernelIds before = read(syscalls);
      work.run();
      KernelIds added = read(syscalls).without(before);
      for (int wait = 0; wait < WAITS && !added.equals(NONE); wait++) {
        Thread.sleep(WAIT_MILLIS);
        // Only those: what others make in the meantime is theirs.
        added = added.without(added.without(read(syscalls)));
      }
      if (added.equals(NONE)) {
        return;
      }
      assertThat(attempt)
          .as("attempts, each of which left something, last " + added)
          .isLessThan(ATTEMPTS);
    }
  }

  private KernelIds without(KernelIds others) {
    return new KernelIds(
        without(programs, others.programs),
        without(maps, others.maps),
        without(links, others.links));
  }

  /**
   * Makes sure that an object comes to its end: the kernel frees one some time after the last that
   * held it let go.
   *
   * @param kind {@code KernelIds::maps}, or another list
   */
  public static void awaitEnd(Syscalls syscalls, Function<KernelIds, List<Integer>> kind, int id) {
    for (int wait = 0; wait < WAITS && kind.apply(read(syscalls)).contains(id); wait++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS));
    }
    assertThat(kind.apply(read(syscalls))).doesNotContain(id);
  }

  private static List<Integer> without(List<Integer> ids, List<Integer> others) {
    return ids.stream().filter(id -> !others.contains(id)).toList();
  }

  /** Reads all three lists. */
  public static KernelIds read(Syscalls syscalls) {
    return new KernelIds(
        list(syscalls, BpfCommand.PROG_GET_NEXT_ID),
        list(syscalls, BpfCommand.MAP_GET_NEXT_ID),
        list(syscalls, BpfCommand.LINK_GET_NEXT_ID));
  }

  private static List<Integer> list(Syscalls syscalls, BpfCommand command) {
    List<Integer> ids = new ArrayList<>();
    int last = 0;
    while (true) {
      KernelStruct attr = new KernelStruct(12).u32(0, last);
      long answer = syscalls.bpf(command, attr);
      if (Errno.isError(answer)) {
        if (Errno.of(answer).equals(Errno.ENOENT)) {
          return ids;
        }
        throw new AssertionError(command + ": " + Errno.of(answer));
      }
      last = attr.u32(4);
      ids.add(last);
    }
  }
}
