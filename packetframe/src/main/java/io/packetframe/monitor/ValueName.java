package io.packetframe.monitor;

/**
 * What the name of a number in a block of values says: its end is the unit, or that it belongs to a
 * histogram, e.g. {@code wait_ns_log2} are the buckets of {@code wait}, in nanoseconds.
 *
 * @param base the name without the part that says which half of a histogram it is: {@code wait_ns}
 */
public record ValueName(String base, Part part) {
  private static final String NANOSECONDS = "_ns";

  /** What the number is of a value. */
  public enum Part {
    ALL(""),
    BUCKETS("_log2"),
    SUM("_sum");

    private final String end;

    Part(String end) {
      this.end = end;
    }
  }

  /** Reads a name. */
  public static ValueName of(String name) {
    for (Part part : new Part[] {Part.BUCKETS, Part.SUM}) {
      if (name.endsWith(part.end)) {
        return new ValueName(withoutEnd(name, part.end), part);
      }
    }
    return new ValueName(name, Part.ALL);
  }

  /** Returns the name of another part of the same value. */
  public String nameOf(Part other) {
    return base + other.end;
  }

  /** Returns the name of the measurement, e.g. {@code wait}. */
  public String measurement() {
    return base.endsWith(NANOSECONDS) ? withoutEnd(base, NANOSECONDS) : base;
  }

  /** Returns the unit. */
  public Unit unit() {
    if (base.endsWith(NANOSECONDS)) {
      return Unit.NANOSECONDS;
    }
    return base.endsWith("bytes") ? Unit.BYTES : Unit.NUMBER;
  }

  private static String withoutEnd(String text, String end) {
    return text.substring(0, text.length() - end.length());
  }
}
