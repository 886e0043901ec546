package io.packetframe.fastpath;

import io.packetframe.packet.FrameDiff;
import io.packetframe.packet.PacketTextException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What became of each frame of the flood, by its number. */
final class Ledger {
  private static final int MANY = 5;

  /** Where frames are seen. */
  enum Place {
    /** Behind XDP on the port that they came by: the program has passed them. */
    PASSED,
    /** At the far end of {@code out}. */
    OUT,
    /** At the far end of {@code above}, where only the kernel sends. */
    ABOVE
  }

  private static final List<FlowKind> KINDS = List.of(FlowKind.values());

  /** The three frames that there can be of a kind; the number is written into each in turn. */
  private static final class Templates {
    private final byte[] sent;
    private final byte[] byTheFastPath;
    private final byte[] byTheKernel;

    Templates(FlowKind kind) throws PacketTextException {
      sent = kind.sent();
      byTheFastPath = kind.byTheFastPath();
      byTheKernel = kind.byTheKernel();
    }
  }

  private final byte[] passed;
  private final byte[] fast;
  private final byte[] slow;
  private final List<Templates> templates = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int settled;

  Ledger(int frames) throws PacketTextException {
    passed = new byte[frames];
    fast = new byte[frames];
    slow = new byte[frames];
    for (FlowKind kind : KINDS) {
      templates.add(new Templates(kind));
    }
  }

  static FlowKind kind(int number) {
    return KINDS.get(number % KINDS.size());
  }

  /** Returns the frame of that number; good until the next is asked for. */
  byte[] sent(int number) {
    return numbered(templates.get(number % KINDS.size()).sent, number);
  }

  private static byte[] numbered(byte[] template, int number) {
    Numbered.write(template, number);
    return template;
  }

  /** How many frames have come to their end. */
  int settled() {
    return settled;
  }

  void saw(Place place, byte[] frame) {
    Numbered.read(frame)
        .ifPresent(
            number -> {
              if (number < 0 || number >= passed.length) {
                complain("a frame with number " + number + " at " + place);
              } else {
                saw(place, number, frame);
              }
            });
  }

  private void saw(Place place, int number, byte[] frame) {
    FlowKind kind = kind(number);
    Templates expected = templates.get(number % KINDS.size());
    if (place == Place.PASSED) {
      passed[number]++;
      require(number, place, numbered(expected.sent, number), frame);
      settled += kind.isForwarded() ? 0 : 1;
      return;
    }
    settled++;
    if (!kind.isForwarded() || (place == Place.ABOVE && !kind.leavesAbove())) {
      complain("frame " + number + ", " + kind + ", came out at " + place);
    }
    // It passes before it leaves, so that by now it is known who sent it.
    boolean byTheKernel = kind.leavesAbove() ? place == Place.ABOVE : passed[number] > 0;
    (byTheKernel ? slow : fast)[number]++;
    byte[] right = byTheKernel ? expected.byTheKernel : expected.byTheFastPath;
    require(number, place, numbered(right, number), frame);
  }

  private void require(int number, Place place, byte[] expected, byte[] frame) {
    if (!Arrays.equals(expected, frame)) {
      complain(
          "frame "
              + number
              + ", "
              + kind(number)
              + ", at "
              + place
              + ":\n"
              + String.join("\n", FrameDiff.between(expected, frame).lines()));
    }
  }

  private void complain(String text) {
    if (complaints.size() < MANY) {
      complaints.add(text);
    }
  }

  /** Closes the book on frames up to a number; returns what is not as it has to be. */
  List<String> close(int sent) {
    for (int number = 0; number < sent; number++) {
      boolean out = kind(number).isForwarded();
      int seen = passed[number];
      boolean right =
          seen == 1
              ? slow[number] == (out ? 1 : 0) && fast[number] == 0
              : seen == 0 && out && slow[number] == 0 && fast[number] == 1;
      if (!right) {
        complain(
            "frame %d, %s: passed %d times, sent %d times by the fast path and %d by the kernel"
                .formatted(number, kind(number), seen, fast[number], slow[number]));
      }
    }
    return complaints;
  }

  long passed() {
    return sum(passed);
  }

  long forwarded() {
    return sum(fast);
  }

  private static long sum(byte[] counts) {
    long sum = 0;
    for (byte count : counts) {
      sum += count;
    }
    return sum;
  }
}
