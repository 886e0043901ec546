package io.packetframe.packet;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A line of text that is no packet: what stands where, and what may have been meant. */
public final class PacketTextException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final int length;

  PacketTextException(int column, int length, String what, @Nullable String suggestion) {
    super("column " + column + ": " + what, suggestion, null);
    this.column = column;
    this.length = length;
  }

  /** Returns where the offending word stands in the text, from 1. */
  public int column() {
    return column;
  }

  /** Returns how many characters are meant; 0 where something is missing at the end. */
  public int length() {
    return length;
  }
}
