package io.packetframe.verifier.vm;

import java.time.Duration;

/** How a machine ended. */
public sealed interface Ending {
  /** Returns the ending in a sentence. */
  String describe();

  /** QEMU went by itself without complaint; the kernel reported no trouble. */
  record PoweredOff() implements Ending {
    @Override
    public String describe() {
      return "the guest powered off";
    }
  }

  /**
   * The kernel reported trouble.
   *
   * @param fault the first that it reported
   * @param fingerprint of that fault
   */
  record Crashed(ConsoleFault fault, CrashFingerprint fingerprint) implements Ending {
    @Override
    public String describe() {
      return "the guest kernel is in trouble: " + fault;
    }
  }

  /** Nothing came on either port. */
  record Silent(Duration limit, boolean booted) implements Ending {
    @Override
    public String describe() {
      return booted
          ? "the guest hangs: no sign of life for " + limit.toSeconds() + " s"
          : "the guest printed nothing within " + limit.toSeconds() + " s";
    }
  }

  /** It was still at work when its time was up. */
  record OutOfTime(Duration limit) implements Ending {
    @Override
    public String describe() {
      return "the guest was still running after " + limit.toSeconds() + " s";
    }
  }

  /** It wrote more than anybody wants to keep. */
  record TooMuch(String port, long limit) implements Ending {
    @Override
    public String describe() {
      return "the guest wrote more than " + limit + " bytes to its " + port;
    }
  }

  /** QEMU itself failed, was killed, or could not start. */
  record QemuFailed(int status, String word) implements Ending {
    @Override
    public String describe() {
      return "QEMU ended with status " + status + (word.isEmpty() ? "" : ": " + word);
    }
  }
}
