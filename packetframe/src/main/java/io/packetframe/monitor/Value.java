package io.packetframe.monitor;

import java.util.List;

/** What was measured; all numbers are 64 bits without a sign. */
public sealed interface Value {
  /** What only grows, from the moment of loading on. */
  record Counter(long value) implements Value {}

  /** What is so now. */
  record Gauge(long value) implements Value {}

  /**
   * How often values of each size came.
   *
   * @param buckets bucket {@code n} holds values of 2^n to 2^(n+1)-1, the first 0 too, and the last
   *     all that are larger
   * @param sum of the values
   */
  record Histogram(List<Long> buckets, long sum) implements Value {
    public Histogram {
      buckets = List.copyOf(buckets);
      if (buckets.isEmpty() || buckets.size() > Long.SIZE) {
        throw new IllegalArgumentException("a histogram of " + buckets.size() + " buckets");
      }
    }

    /** Returns how many values there were. */
    public long count() {
      return buckets.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the largest value of a bucket.
     *
     * @param bucket not the last, which has none
     */
    public static long largestOf(int bucket) {
      return (2L << bucket) - 1;
    }
  }
}
