package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the first of a sequence that has something, and asks as few as that takes. */
public final class Bisection {
  private Bisection() {}

  /** Asks one of them. */
  @FunctionalInterface
  public interface Question<T> {
    /** Returns whether it has it; empty if nobody can tell: then it is as if it was not there. */
    Optional<Boolean> ask(T it) throws IOException, PacketFrameException;
  }

  /**
   * Asks until it is clear where the border lies.
   *
   * @param all in their order; from the first that has it on, all are taken to have it
   */
  public static <T> Optional<T> first(List<T> all, Question<T> question)
      throws IOException, PacketFrameException {
    List<T> left = new ArrayList<>(all);
    int low = 0;
    int high = left.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Optional<Boolean> has = question.ask(left.get(middle));
      if (has.isEmpty()) {
        left.remove(middle);
        high--;
      } else if (has.get()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high < left.size() ? Optional.of(left.get(high)) : Optional.empty();
  }
}
