package io.packetframe.daemon;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.Reading;
import java.util.Optional;

/**
 * Which process it is, for as long as there are processes: numbers are given out again, even within
 * one boot, but not with the same start.
 *
 * @param pid its number
 * @param startTicks when it started, in clock ticks since boot (field 22 of {@code /proc/PID/stat})
 * @param bootId of the boot that it belongs to ({@code /proc/sys/kernel/random/boot_id})
 */
record ProcessIdentity(long pid, long startTicks, String bootId) {
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  /** Of those behind the name: the state is field 3 of proc(5), the start field 22. */
  private static final int START = 22 - 3;

  /** What a process that has ended, but whom nobody has waited for, has as its state. */
  private static final String ENDED = "ZXx";

  /** Reads the identity of a running process; absent where it has ended. */
  static Reading<ProcessIdentity> of(HostFiles files, long pid) {
    String path = "/proc/" + pid + "/stat";
    Reading<String> boot = files.read(BOOT_ID);
    if (boot.optional().isEmpty()) {
      return boot.parse(BOOT_ID, "boot id", _ -> Optional.empty());
    }
    Reading<String> stat = files.read(path);
    if (stat.optional().filter(ProcessIdentity::hasEnded).isPresent()) {
      return new Reading.Absent<>(path);
    }
    return stat.parse(
        path,
        "start time",
        text ->
            startTicks(text)
                .map(ticks -> new ProcessIdentity(pid, ticks, boot.optional().get().strip())));
  }

  /** Parses {@code PID TICKS BOOT_ID}, the content of the state file. */
  static Optional<ProcessIdentity> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    if (words.length != 3 || words[2].isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> pid = number(words[0]);
    Optional<Long> ticks = number(words[1]);
    return pid.isPresent() && ticks.isPresent()
        ? Optional.of(new ProcessIdentity(pid.get(), ticks.get(), words[2]))
        : Optional.empty();
  }

  String text() {
    return pid + " " + startTicks + " " + bootId + "\n";
  }

  /** The name stands in brackets and may hold anything, brackets and blanks too. */
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
  }

  private static boolean hasEnded(String stat) {
    String state = fields(stat)[0];
    return !state.isEmpty() && ENDED.contains(state);
  }

  private static Optional<Long> startTicks(String stat) {
    String[] fields = fields(stat);
    return fields.length > START ? number(fields[START]) : Optional.empty();
  }

  static Optional<Long> number(String digits) {
    try {
      long value = Long.parseLong(digits);
      return value > 0 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
