package io.packetframe.probe;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.host.linux.Capability;
import java.util.OptionalInt;

/**
 * How large a frame a program can be run on without an interface, and whether a jumbo frame fits.
 */
final class TestRunFrameProbe extends HostProbe {
  /** A payload of 9,000 bytes, the Ethernet header and one tag. */
  private static final int JUMBO = 9018;

  TestRunFrameProbe() {
    super(
        new CapabilityDescription(
            "test_run.frame_size",
            false,
            "`packetframe trace` runs a copy of the data path on a packet: with it, on jumbo frames"
                + " too. Without it, a packet of more than one page cannot be traced; forwarding is"
                + " the same.",
            "5.18 (commit 1c1949982524)",
            Advisories.ONLY_IN_FULL
                + "Test-runs a program on frames of 14 bytes to 46 pages of 64 KiB, by halving, for"
                + " the largest that fits. One of "
                + JUMBO
                + " bytes should.",
            "Nothing to mend: a newer kernel has it."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    OptionalInt largest = host.features().largestTestRunFrame();
    Answer jumbo = host.features().testRunFrame(JUMBO);
    if (largest.isPresent() && jumbo instanceof Answer.Supported) {
      return new Verdict.Supported("frames of up to " + largest.getAsInt() + " bytes");
    }
    String absent =
        largest.isPresent()
            ? "frames of up to " + largest.getAsInt() + " bytes, not of " + JUMBO
            : "no frame of " + JUMBO + " bytes";
    return KernelAnswer.verdict(
        host, jumbo, "test-run", absent, Capability.CAP_BPF, Capability.CAP_NET_ADMIN);
  }
}
