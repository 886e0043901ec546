package io.packetframe.oracle;

import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads with both and compares. */
final class Comparison {
  private static final int MOST_LINES = 20;

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

  /** The verdict, and the words of each side for the table. */
  record Result(Verdict verdict, String libbpf, String ours, String difference) {}

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
              : new Result(Verdict.DIFFERENT, refused.toString(), "loads", "only libbpf refuses");
      case Answer.Loaded loaded ->
          own instanceof Answer.Refused refused
              ? new Result(Verdict.DIFFERENT, "loads", refused.toString(), "only we refuse")
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
    String difference =
        !sameProgram ? "another program is refused" : sameErrno ? "" : "another errno";
    return new Result(
        difference.isEmpty() ? Verdict.BOTH_REFUSE : Verdict.DIFFERENT,
        theirs.toString(),
        own.toString(),
        difference);
  }

  private Result texts(
      CorpusObject object,
      String program,
      Answer.Loaded loaded,
      List<String> expected,
      List<String> actual)
      throws IOException {
    List<String> difference = difference(expected, actual);
    for (int i = 0; i < AGAIN && !difference.isEmpty() && expected.size() == actual.size(); i++) {
      // What differs between two loads of the same loader is no difference between loaders.
      List<String> again = lines(libbpf.load(object, program)).orElse(expected);
      libbpf.unload();
      for (int line = 0; line < Math.min(again.size(), expected.size()); line++) {
        if (!again.get(line).equals(expected.get(line))) {
          expected.set(line, "  of each load its own");
          actual.set(line, "  of each load its own");
        }
      }
      difference = difference(expected, actual);
    }
    String size =
        loaded.programs().size()
            + " programs, "
            + loaded.maps().size()
            + " maps, "
            + expected.size()
            + " lines";
    return difference.isEmpty()
        ? new Result(Verdict.SAME, size, "the same", "")
        : new Result(Verdict.DIFFERENT, size, "another", String.join("\n", difference));
  }

  private static List<String> difference(List<String> expected, List<String> actual) {
    List<String> difference = new ArrayList<>();
    String heading = "";
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String theirs = i < expected.size() ? expected.get(i) : "";
      String own = i < actual.size() ? actual.get(i) : "";
      heading = theirs.startsWith(" ") ? heading : theirs;
      if (!theirs.equals(own) && difference.size() < MOST_LINES) {
        difference.add("in " + heading);
        difference.add("- " + theirs);
        difference.add("+ " + own);
      }
    }
    return difference;
  }
}
