package io.packetframe.verifier.run;

import io.packetframe.verifier.vm.Splat;
import io.packetframe.verifier.wire.Message.KernelLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks through a kernel's log after the tests: what warns there fails the run, though every test
 * passed.
 *
 * @param allowed what is put up with
 * @param today the day on which that is asked
 */
record KernelLogGate(List<AllowedMessage> allowed, LocalDate today) {
  KernelLogGate {
    allowed = List.copyOf(allowed);
  }

  /** Returns why nothing can be said of a log; empty if all of it is there. */
  static Optional<String> whyUnreadable(Optional<KernelLog> log) {
    if (log.isEmpty()) {
      return Optional.of("the guest did not send its kernel log");
    }
    if (log.get().problem().isPresent()) {
      return Optional.of("the kernel log could not be read: " + log.get().problem().get());
    }
    // The first lines come before the clock runs; whoever cleared the log took them away.
    String first = log.get().text().lines().findFirst().orElse("");
    return first.startsWith("[    0.000000]")
        ? Optional.empty()
        : Optional.of("the kernel log has lost its beginning; it starts with: " + shortened(first));
  }

  /** Returns what is wrong in any of them, a line each. */
  List<String> failures(String kernel, List<KernelLog> logs) {
    Set<String> failures = new LinkedHashSet<>();
    List<AllowedMessage> here = allowed.stream().filter(it -> it.isFor(kernel)).toList();
    for (AllowedMessage it : here) {
      if (it.isExpired(today)) {
        failures.add(
            "kernel log: '"
                + it.pattern()
                + "' was allowed until "
                + it.expires()
                + " only: "
                + it.reason());
      }
    }
    List<Splat> splats =
        logs.stream().flatMap(log -> Splat.in(log.text().lines().toList()).stream()).toList();
    for (Splat splat : splats) {
      boolean isAllowed =
          here.stream()
              .filter(it -> !it.isExpired(today))
              .anyMatch(it -> it.pattern().matcher(splat.line()).find());
      if (!isAllowed) {
        failures.add("kernel log: " + shortened(splat.describe()));
      }
    }
    return new ArrayList<>(failures);
  }

  private static String shortened(String line) {
    return line.length() <= 500 ? line : line.substring(0, 500) + " …";
  }
}
