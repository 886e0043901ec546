package io.packetframe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who forwarded what came in.
 *
 * @param came frames at the ports of the router
 * @param forwarded by the fast path
 * @param byTheKernel packets that the kernel forwarded
 * @param others how often each other counter moved
 */
record Share(long came, long forwarded, long byTheKernel, Map<String, Long> others) {
  static Share between(Map<String, Long> before, Map<String, Long> after, long byTheKernel) {
    Map<String, Long> others = new TreeMap<>();
    for (String counter : after.keySet()) {
      if (counter.startsWith("pass_")
          || counter.startsWith("err_")
          || counter.startsWith("drop_")) {
        others.put(counter, moved(counter, before, after));
      }
    }
    others.values().removeIf(moved -> moved == 0);
    return new Share(
        moved("rx_total", before, after), moved("fwd_ok", before, after), byTheKernel, others);
  }

  static long moved(String counter, Map<String, Long> before, Map<String, Long> after) {
    return after.getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
  }

  /** More than 99 of 100, and of at least so many. */
  void requireNearlyAll(long least) {
    assertThat(forwarded).as(toString()).isGreaterThanOrEqualTo(least);
    assertThat(came - forwarded).as(toString()).isLessThan(came / 100);
    assertThat(byTheKernel).as(toString()).isLessThan(came / 100);
  }

  @Override
  public String toString() {
    return "%,d frames, %,d by the fast path, %,d by the kernel, %s"
        .formatted(came, forwarded, byTheKernel, others);
  }
}
