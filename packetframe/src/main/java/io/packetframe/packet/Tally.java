package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was counted on a frame's way, and how the way ends. */
final class Tally {
  private final Set<Counter> counters = EnumSet.noneOf(Counter.class);
  private final byte[] came;

  Tally(byte[] came) {
    this.came = came;
  }

  void count(Counter counter) {
    counters.add(counter);
  }

  /** Ends with the frame as it came; null: without a counter. */
  Outcome pass(@Nullable Counter counter) {
    if (counter != null) {
      count(counter);
    }
    return new Outcome(new Verdict.Pass(), counters, Bytes.of(came));
  }

  Outcome drop(Counter counter) {
    count(counter);
    return new Outcome(new Verdict.Drop(), counters, Bytes.of(came));
  }

  Outcome redirect(InterfaceName port, byte[] frame) {
    count(Counter.FWD_OK);
    return new Outcome(new Verdict.Redirect(port), counters, Bytes.of(frame));
  }
}
