package io.packetframe.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What counters gained, in each second.
 *
 * <p>A counter that went back belongs to another device of the same name: it has no rate.
 */
public final class Rates {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;
  private static final String NO_TIME = "not yet: no time has passed since the previous sample";

  private final double seconds;

  /** Makes the rates of counters that were read so many nanoseconds apart. */
  public Rates(long nanos) {
    this.seconds = nanos / NANOS;
  }

  /** Returns those of the interfaces that were there both times, in the order of their names. */
  public Fact<List<NetworkRate>> network(Map<String, Traffic> earlier, Map<String, Traffic> now) {
    if (seconds <= 0) {
      return Fact.unknown(NO_TIME);
    }
    List<NetworkRate> rates = new ArrayList<>();
    for (Map.Entry<String, Traffic> each : new TreeMap<>(now).entrySet()) {
      Traffic before = earlier.get(each.getKey());
      Traffic after = each.getValue();
      if (before != null
          && isGain(before.receivedBytes(), after.receivedBytes())
          && isGain(before.sentBytes(), after.sentBytes())) {
        rates.add(
            new NetworkRate(
                each.getKey(),
                perSecond(before.receivedBytes(), after.receivedBytes()),
                perSecond(before.sentBytes(), after.sentBytes()),
                perSecond(before.receivedPackets(), after.receivedPackets()),
                perSecond(before.sentPackets(), after.sentPackets())));
      }
    }
    return Fact.known(rates);
  }

  /** Returns those of the wanted disks that were there both times, in their order. */
  public Fact<List<DiskRate>> disks(
      List<DiskCounters> earlier, List<DiskCounters> now, Predicate<String> isWanted) {
    if (seconds <= 0) {
      return Fact.unknown(NO_TIME);
    }
    Map<String, DiskCounters> before = new HashMap<>();
    for (DiskCounters disk : earlier) {
      before.put(disk.name(), disk);
    }
    List<DiskRate> rates = new ArrayList<>();
    for (DiskCounters disk : now) {
      DiskCounters was = before.get(disk.name());
      if (was != null
          && isGain(was.readBytes(), disk.readBytes())
          && isGain(was.writtenBytes(), disk.writtenBytes())
          && isWanted.test(disk.name())) {
        rates.add(
            new DiskRate(
                disk.name(),
                perSecond(was.readBytes(), disk.readBytes()),
                perSecond(was.writtenBytes(), disk.writtenBytes()),
                was.busyMillis()
                    .flatMap(then -> disk.busyMillis().map(later -> busyShare(then, later)))));
      }
    }
    return Fact.known(rates);
  }

  private double busyShare(long before, long after) {
    return Math.clamp(perSecond(before, after) / MILLIS, 0, 1);
  }

  private static boolean isGain(long before, long after) {
    return Long.compareUnsigned(after, before) >= 0;
  }

  /** Counters are unsigned; what they gain in a lifetime of ours is not that large. */
  private double perSecond(long before, long after) {
    return (after - before) / seconds;
  }
}
