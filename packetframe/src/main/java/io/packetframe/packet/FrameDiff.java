package io.packetframe.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of a frame, part by part: parts of one name are compared, however far a tag has moved
 * them. Every byte of both frames belongs to one part, so no change can hide.
 *
 * @param changes the parts that differ, in the order of the frame
 * @param same how many bytes of the new frame are as they were
 */
public record FrameDiff(List<Change> changes, int same) {
  /** Bytes of one part that are shown at most. */
  private static final int SHOWN = 16;

  /**
   * A part that differs.
   *
   * @param before the part of the old frame; empty: it was added
   * @param after the part of the new frame; empty: it was taken away
   * @param hexBefore its bytes then
   * @param hexAfter its bytes now
   */
  public record Change(
      Optional<FrameField> before, Optional<FrameField> after, String hexBefore, String hexAfter) {
    /** Returns the name of the part. */
    public String name() {
      return before.or(() -> after).map(FrameField::name).orElse("");
    }
  }

  /** Copies the changes. */
  public FrameDiff {
    changes = List.copyOf(changes);
  }

  /** Compares two frames. */
  public static FrameDiff between(byte[] before, byte[] after) {
    List<FrameField> olds = FrameField.of(before);
    List<FrameField> news = FrameField.of(after);
    Map<String, FrameField> byName =
        news.stream().collect(Collectors.toMap(FrameField::name, Function.identity()));
    List<Change> changes = new ArrayList<>();
    int same = 0;
    for (FrameField old : olds) {
      FrameField now = byName.remove(old.name());
      String was = hex(before, old);
      if (now == null) {
        changes.add(new Change(Optional.of(old), Optional.empty(), was, ""));
      } else if (was.equals(hex(after, now))) {
        same += now.length();
      } else {
        changes.add(new Change(Optional.of(old), Optional.of(now), was, hex(after, now)));
      }
    }
    for (FrameField added : byName.values()) {
      changes.add(new Change(Optional.empty(), Optional.of(added), "", hex(after, added)));
    }
    changes.sort((left, right) -> Integer.compare(place(left), place(right)));
    return new FrameDiff(changes, same);
  }

  private static int place(Change change) {
    return change.after().or(change::before).map(FrameField::offset).orElse(0);
  }

  private static String hex(byte[] frame, FrameField field) {
    return Bytes.of(frame, field.offset(), field.length()).toString();
  }

  /**
   * Returns a line for each change, {@code =} a value that is another, {@code +} a part that was
   * added, {@code -} one that was taken away; then a line that says how much is the same.
   */
  public List<String> lines() {
    int width = changes.stream().mapToInt(change -> change.name().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Change change : changes) {
      String name = change.name() + " ".repeat(width - change.name().length());
      lines.add(line(change, name).stripTrailing());
    }
    lines.add(
        changes.isEmpty()
            ? "every byte is the same"
            : "  the other " + same + " bytes are the same");
    return lines;
  }

  private static String line(Change change, String name) {
    String was = change.before().map(FrameField::text).orElse("");
    String is = change.after().map(FrameField::text).orElse("");
    if (change.before().isEmpty()) {
      return "+ " + name + "  " + is + "  (" + cut(change.hexAfter()) + ")";
    }
    if (change.after().isEmpty()) {
      return "- " + name + "  " + was + "  (" + cut(change.hexBefore()) + ")";
    }
    if (was.equals(is)) {
      return "= " + name + "  " + was + ", other bytes" + range(change);
    }
    return "= " + name + "  " + was + " -> " + is;
  }

  /** Where the first bytes differ that the text does not show. */
  private static String range(Change change) {
    String was = change.hexBefore();
    String is = change.hexAfter();
    int first = 0;
    while (first < was.length() && was.charAt(first) == is.charAt(first)) {
      first++;
    }
    int at = first / 2 * 2;
    return " from the "
        + (at / 2 + 1)
        + ". on: "
        + cut(was.substring(at))
        + " -> "
        + cut(is.substring(at));
  }

  private static String cut(String hex) {
    return hex.length() <= 2 * SHOWN ? hex : hex.substring(0, 2 * SHOWN) + "...";
  }
}
