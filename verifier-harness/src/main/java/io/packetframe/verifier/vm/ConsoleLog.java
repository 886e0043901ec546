package io.packetframe.verifier.vm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A console, bounded: its beginning, its end, and how many lines between them were let go. A guest
 * that floods its console costs us time, never memory or disk.
 */
public final class ConsoleLog {
  private static final int LONGEST_LINE = 2_000;

  private final int head;
  private final int tail;
  private final List<String> first = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private long omitted;

  /** Keeps that many lines at either end. */
  ConsoleLog(int head, int tail) {
    this.head = head;
    this.tail = tail;
  }

  void add(String line) {
    String kept = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
    if (first.size() < head) {
      first.add(kept);
      return;
    }
    last.add(kept);
    if (last.size() > tail) {
      last.remove();
      omitted++;
    }
  }

  /** Returns the consoles of several guests one after the other. */
  public static ConsoleLog joined(List<ConsoleLog> consoles) {
    if (consoles.size() == 1) {
      return consoles.getFirst();
    }
    ConsoleLog joined = new ConsoleLog(Integer.MAX_VALUE, 0);
    for (int i = 0; i < consoles.size(); i++) {
      joined.add("[guest " + (i + 1) + " of " + consoles.size() + "]");
      consoles.get(i).lines().forEach(joined::add);
    }
    return joined;
  }

  /** Returns all that was kept, with a line that says what was not. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(first);
    if (omitted > 0) {
      lines.add("[" + omitted + " lines omitted]");
    }
    lines.addAll(last);
    return List.copyOf(lines);
  }

  /** Returns the last lines, for a message. */
  public List<String> tail(int count) {
    List<String> lines = lines();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }
}
