package io.packetframe.bench;

import java.util.Arrays;

/** A packet through a program, round by round. */
final class ForwardingRow {
  static final int DROP = 1;
  static final int PASS = 2;
  static final int REDIRECT = 4;

  private final String name;
  private final Contestant contestant;
  private final byte[] packet;
  private final int repeat;
  private final int verdict;
  private final double[] rounds;

  /**
   * Makes a row of nothing yet.
   *
   * @param repeat how often in a row; 1 where the program would not take its own result again
   */
  ForwardingRow(
      String name, Contestant contestant, byte[] packet, int repeat, int verdict, int rounds) {
    this.name = name;
    this.contestant = contestant;
    this.packet = packet.clone();
    this.repeat = repeat;
    this.verdict = verdict;
    this.rounds = new double[rounds];
  }

  String name() {
    return name;
  }

  /** Returns whether the program saw each packet once. */
  boolean isOnce() {
    return repeat == 1;
  }

  /** Takes one round: the mean of the middle half, which no interrupt is in. */
  void take(int round, int packets) throws Exception {
    long[] nanos = contestant.run(packet, repeat, verdict, packets);
    Arrays.sort(nanos);
    rounds[round] =
        Arrays.stream(nanos, packets / 4, packets - packets / 4).average().orElseThrow();
  }

  double least() {
    return Arrays.stream(rounds).min().orElseThrow();
  }

  double median() {
    return median(rounds);
  }

  /** Returns the median of what this took more than another, in the same round. */
  double above(ForwardingRow other) {
    double[] differences = new double[rounds.length];
    for (int i = 0; i < rounds.length; i++) {
      differences[i] = rounds[i] - other.rounds[i];
    }
    return median(differences);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
