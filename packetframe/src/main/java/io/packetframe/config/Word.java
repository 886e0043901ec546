package io.packetframe.config;

/** One of a fixed set of words that a directive takes. */
public sealed interface Word
    permits AttachMode, BypassKind, ForwardingMode, LogLevel, OnOff, Switch {
  /** Returns the word as a config writes it. */
  String text();
}
