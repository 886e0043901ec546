package io.packetframe.fastpath;

import io.packetframe.bpf.BpfObject;
import io.packetframe.packet.Bytes;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.FixtureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a trial that fails small: fewer bytes, zeros for bytes, fewer directives, fewer lines of
 * the router, as long as it still fails in some way.
 */
final class Shrinker implements AutoCloseable {
  private static final int SHORTEST = 14;

  /** Bytes of a tag, which may stand anywhere. */
  private static final int TAG = 4;

  private static final long MOST_NANOS = 60_000_000_000L;

  private final Map<Variant, BpfObject> programs;
  private final long end = System.nanoTime() + MOST_NANOS;
  private @Nullable ComparedRouter router;
  private Trial open;
  private Trial smallest;

  Shrinker(Map<Variant, BpfObject> programs, Trial failing) {
    this.programs = programs;
    this.open = failing;
    this.smallest = failing;
  }

  /** Returns a smaller trial that fails, or the one that was given. */
  Trial shrink() throws Exception {
    for (boolean smaller = true; smaller && System.nanoTime() < end; ) {
      smaller = shorter();
      smaller |= zeros();
      smaller |= fewer(smallest.config(), smallest::withConfig);
      smaller |= fewer(smallest.router(), smallest::withRouter);
    }
    return smallest;
  }

  /** Says how a trial differs; empty where it does not, or is none. */
  Optional<ComparedRouter.Difference> difference(Trial trial) throws Exception {
    Fixture fixture;
    try {
      fixture = trial.fixture();
    } catch (FixtureException e) {
      // A line that others stood on is gone.
      return Optional.empty();
    }
    ComparedRouter current = router;
    if (current == null || !trial.hasRouterOf(open)) {
      close();
      try {
        current = ComparedRouter.of(fixture, programs);
      } catch (IllegalStateException e) {
        // The kernel refuses such a router.
        return Optional.empty();
      }
      router = current;
    } else if (!trial.config().equals(open.config())) {
      current.configure(fixture);
    }
    open = trial;
    return current.firstDifference(List.of(trial.frame()));
  }

  private boolean accept(Trial candidate) throws Exception {
    if (System.nanoTime() > end || difference(candidate).isEmpty()) {
      return false;
    }
    smallest = candidate;
    return true;
  }

  /** Without some bytes, from many to one, and with the IPv4 checksum right again. */
  private boolean shorter() throws Exception {
    boolean any = false;
    int half = smallest.frame().length() / 2;
    // Powers of two, so that four bytes are among them.
    for (int length = Integer.highestOneBit(half); length > 0; length /= 2) {
      for (int at = smallest.frame().length() - length; at >= 0; at -= length > TAG ? length : 1) {
        byte[] all = smallest.frame().array();
        if (at + length <= all.length && all.length - length >= SHORTEST) {
          byte[] less = Arrays.copyOf(all, all.length - length);
          System.arraycopy(all, at + length, less, at, less.length - at);
          any |= acceptBytes(less);
        }
      }
    }
    return any;
  }

  private boolean zeros() throws Exception {
    boolean any = false;
    for (int at = 0; at < smallest.frame().length(); at++) {
      byte[] bytes = smallest.frame().array();
      if (bytes[at] != 0) {
        bytes[at] = 0;
        any |= acceptBytes(bytes);
      }
    }
    return any;
  }

  private boolean acceptBytes(byte[] bytes) throws Exception {
    byte[] fitting = bytes.clone();
    Ipv4Sum.fit(fitting);
    if (!Arrays.equals(fitting, bytes) && accept(smallest.withFrame(fitting))) {
      return true;
    }
    byte[] repaired = bytes.clone();
    Ipv4Sum.repair(repaired);
    // What a repair gives back is what was there.
    return (!Bytes.of(repaired).equals(smallest.frame()) && accept(smallest.withFrame(repaired)))
        || (!Arrays.equals(repaired, bytes) && accept(smallest.withFrame(bytes)));
  }

  private boolean fewer(List<String> lines, Function<List<String>, Trial> with) throws Exception {
    boolean any = false;
    List<String> kept = new ArrayList<>(lines);
    for (int at = kept.size() - 1; at >= 0; at--) {
      String line = kept.remove(at);
      if (accept(with.apply(kept))) {
        any = true;
      } else {
        kept.add(at, line);
      }
    }
    return any;
  }

  @Override
  public void close() {
    ComparedRouter current = router;
    router = null;
    if (current != null) {
      current.close();
    }
  }
}
