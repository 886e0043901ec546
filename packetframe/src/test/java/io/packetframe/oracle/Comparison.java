package io.packetframe.oracle;

import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads with both and compares. */
final class Comparison {
  /**
   * How often a line that differs is loaded again: addresses of the kernel's may be new each time.
   */
  private static final int AGAIN = 2;

  /** What came out, for one load. */
  enum Verdict {
    SAME,
    BOTH_REFUSE,
    DIFFERENT
  }

  /**
   * The verdict, the words of each side for the table, and every single difference as {@code LIBBPF
   * / OURS}: that of the refusals, or a line of what the kernel holds after its heading.
   */
  record Result(Verdict verdict, String libbpf, String ours, List<String> differences) {}

  private final Syscalls syscalls;
  private final Loader libbpf;
  private final Loader ours;

  Comparison(Syscalls syscalls, Loader libbpf, Loader ours) {
    this.syscalls = syscalls;
    this.libbpf = libbpf;
    this.ours = ours;
  }

  Result of(CorpusObject object, String program) throws IOException {
    Answer theirs = libbpf.load(object, program);
    Optional<List<String>> expected = lines(theirs);
    libbpf.unload();
    Answer own = ours.load(object, program);
    Optional<List<String>> actual = lines(own);
    ours.unload();
    return switch (theirs) {
      case Answer.Refused refused ->
          own instanceof Answer.Refused also
              ? refusals(refused, also)
              : different(refused.toString(), "loads");
      case Answer.Loaded loaded ->
          own instanceof Answer.Refused refused
              ? different("loads", refused.toString())
              : texts(object, program, loaded, expected.orElseThrow(), actual.orElseThrow());
    };
  }

  private Optional<List<String>> lines(Answer answer) throws IOException {
    return answer instanceof Answer.Loaded loaded
        ? Optional.of(KernelView.of(syscalls, loaded))
        : Optional.empty();
  }

  /** The kernel's word must be the same; where one side asked no kernel, that both refuse. */
  private static Result refusals(Answer.Refused theirs, Answer.Refused own) {
    boolean sameProgram = theirs.program().equals(own.program());
    boolean sameErrno = own.errno().isEmpty() || own.errno().equals(theirs.errno());
    return sameProgram && sameErrno
        ? new Result(Verdict.BOTH_REFUSE, theirs.toString(), own.toString(), List.of())
        : different(theirs.toString(), own.toString());
  }

  private static Result different(String libbpf, String ours) {
    return new Result(Verdict.DIFFERENT, libbpf, ours, List.of(libbpf + " / " + ours));
  }

  private Result texts(
      CorpusObject object,
      String program,
      Answer.Loaded loaded,
      List<String> expected,
      List<String> actual)
      throws IOException {
    List<String> differences = differences(expected, actual);
    for (int i = 0; i < AGAIN && !differences.isEmpty() && expected.size() == actual.size(); i++) {
      // What differs between two loads of the same loader is no difference between loaders.
      List<String> again = lines(libbpf.load(object, program)).orElse(expected);
      libbpf.unload();
      for (int line = 0; line < Math.min(again.size(), expected.size()); line++) {
        if (!again.get(line).equals(expected.get(line))) {
          expected.set(line, "  of each load its own");
          actual.set(line, "  of each load its own");
        }
      }
      differences = differences(expected, actual);
    }
    String size =
        loaded.programs().size()
            + " programs, "
            + loaded.maps().size()
            + " maps, "
            + expected.size()
            + " lines";
    return differences.isEmpty()
        ? new Result(Verdict.SAME, size, "the same", differences)
        : new Result(Verdict.DIFFERENT, size, "another", differences);
  }

  private static List<String> differences(List<String> expected, List<String> actual) {
    List<String> differences = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String theirs = i < expected.size() ? expected.get(i) : "";
      String own = i < actual.size() ? actual.get(i) : "";
      heading = theirs.startsWith(" ") ? heading : theirs;
      if (!theirs.equals(own)) {
        differences.add(heading + ": " + theirs.strip() + " / " + own.strip());
      }
    }
    return differences;
  }
}
