package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.KernelId;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a guest is.
 *
 * @param kernel that it runs
 * @param milestone the last that it reached; none before its first output
 * @param tests that have ended in it
 * @param expected tests by what was accepted; 0 if nobody knows
 * @param at since QEMU was started
 */
public record GuestProgress(
    KernelId kernel, Optional<Milestone> milestone, int tests, int expected, Duration at) {}
