package io.packetframe.host.linux;

import java.util.Optional;

/**
 * Whether native XDP may be attached to a driver on this kernel at all.
 *
 * <p>The one predicate for loader, feasibility and probe: even a trial attach takes the machine
 * down where the answer is {@code Unsafe}. Generic mode and tc are not concerned.
 */
public sealed interface DriverGate {

  /** We know of nothing against it. */
  record Safe() implements DriverGate {
    @Override
    public Optional<String> refusal() {
      return Optional.empty();
    }
  }

  /** It must not be tried; {@code reason} says what would happen and which kernel mends it. */
  record Unsafe(String driver, String reason) implements DriverGate {
    @Override
    public Optional<String> refusal() {
      return Optional.of(reason);
    }
  }

  /** Returns why native mode must not be tried; empty if it may. */
  Optional<String> refusal();

  /** Judges a driver, by its name in sysfs, on a kernel. */
  static DriverGate judge(Optional<String> driver, Reading<KernelRelease> release) {
    String name = driver.orElse("");
    // The first is what sysfs says, the second what people and some vendors write.
    boolean isMarvell = name.equals("rvu_nicpf") || name.equals("rvu-nicpf");
    Optional<KernelRelease> kernel = release.optional();
    // Linux commit 04f647c8e456: until 6.8 native attach leaks queue state, hands over frames
    // shifted by 128 bytes, and detach can panic.
    if (!isMarvell || kernel.filter(running -> running.isAtLeast(6, 8)).isPresent()) {
      return new Safe();
    }
    String running =
        kernel.isPresent() ? "this is " + kernel.get().text() : release.problem().orElseThrow();
    return new Unsafe(
        name,
        "driver "
            + name
            + " corrupts frames and can panic the kernel in native XDP before Linux 6.8 ("
            + running
            + ")");
  }
}
