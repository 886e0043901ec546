package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.fastpath.Traced;
import io.packetframe.fastpath.TracedDecision;
import io.packetframe.module.Sample;
import io.packetframe.packet.FrameDiff;
import io.packetframe.packet.FrameDiff.Change;
import io.packetframe.packet.FrameField;
import io.packetframe.packet.FrameReader;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import java.util.List;
import java.util.stream.Collectors;

/** A trace for a person. */
final class TraceText {
  /** More of a payload tells nobody anything. */
  private static final int SHOWN = 300;

  private static final int SHOWN_HEX = 32;

  private final TraceView view;
  private final StringBuilder text = new StringBuilder();

  private TraceText(TraceView view) {
    this.view = view;
  }

  static String of(TraceView view) {
    TraceText page = new TraceText(view);
    page.head();
    page.decisions();
    page.end();
    page.difference();
    for (String note : view.notes()) {
      page.text.append("note: ").append(Printable.escaped(note)).append('\n');
    }
    return page.text.toString();
  }

  /** Returns the packet as a sentence that {@code --packet} takes. */
  static String sentence(byte[] frame) {
    return PacketText.format(FrameReader.read(frame), Macs.ANY);
  }

  private void head() {
    text.append("packet: ").append(Printable.escaped(sentence(view.frame().array()), SHOWN));
    text.append("\n  ").append(view.frame().length()).append(" bytes into ");
    text.append(Printable.escaped(view.device(view.port().index()))).append('\n');
    text.append("data path: ").append(view.traced().stages().text()).append(", ");
    text.append(Printable.escaped(view.maps())).append('\n');
  }

  private void decisions() {
    DecisionWords words = new DecisionWords(view);
    int number = 0;
    for (TracedDecision taken : view.traced().decisions()) {
      String sentence = words.of(taken);
      if (!sentence.isEmpty()) {
        number++;
        text.append(number < 10 ? "   " : "  ").append(number).append("  ");
        text.append(Printable.escaped(sentence)).append('\n');
      }
    }
  }

  private void end() {
    Traced traced = view.traced();
    text.append("verdict: ");
    text.append(
        switch (traced.action()) {
          case PASS -> "pass, to the kernel's stack";
          case DROP -> "drop";
          case REDIRECT -> "redirect to " + view.redirect().map(view::name).orElse("?");
          case TX -> "back out of the port";
          case ABORTED -> "aborted, which drops";
        });
    text.append("\ncounters that would move: ");
    text.append(
        traced.counters().stream()
            .map(moved -> moved.name() + by(moved))
            .collect(Collectors.joining(", ")));
    text.append('\n');
  }

  private static String by(Sample moved) {
    return moved.value() == 1 ? "" : " +" + Long.toUnsignedString(moved.value());
  }

  private void difference() {
    byte[] after = view.traced().frame().array();
    List<Change> changes = FrameDiff.between(view.frame().array(), after).changes();
    if (changes.isEmpty()) {
      text.append("frame afterwards: every byte as it came\n");
      return;
    }
    text.append("frame afterwards, ").append(after.length).append(" bytes:\n");
    int width = changes.stream().mapToInt(change -> change.name().length()).max().orElse(0);
    for (Change change : changes) {
      String place = change.after().map(field -> "byte " + field.offset()).orElse("gone");
      text.append("  ").append(place).append(" ".repeat(Math.max(0, 10 - place.length())));
      text.append(change.name()).append(" ".repeat(width - change.name().length() + 2));
      text.append(Printable.escaped(values(change))).append('\n');
    }
  }

  private static String values(Change change) {
    String was = change.before().map(FrameField::text).orElse("nothing");
    String is = change.after().map(FrameField::text).orElse("nothing");
    return was
        + " -> "
        + is
        + "  ("
        + hex(change.hexBefore())
        + " -> "
        + hex(change.hexAfter())
        + ")";
  }

  private static String hex(String digits) {
    if (digits.isEmpty()) {
      return "-";
    }
    return digits.length() <= SHOWN_HEX ? digits : digits.substring(0, SHOWN_HEX) + "...";
  }
}
