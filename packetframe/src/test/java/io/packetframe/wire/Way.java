package io.packetframe.wire;

import io.packetframe.bpf.link.XdpMode;

/** Where a frame comes in and where its route leads: a mode, and offload as found or off. */
enum Way {
  NATIVE_AS_FOUND(0, XdpMode.NATIVE, true),
  GENERIC_AS_FOUND(1, XdpMode.GENERIC, true),
  NATIVE_OFFLOAD_OFF(2, XdpMode.NATIVE, false),
  GENERIC_OFFLOAD_OFF(3, XdpMode.GENERIC, false);

  private final int number;
  private final XdpMode mode;
  private final boolean asFound;

  Way(int number, XdpMode mode, boolean asFound) {
    this.number = number;
    this.mode = mode;
    this.asFound = asFound;
  }

  int number() {
    return number;
  }

  XdpMode mode() {
    return mode;
  }

  boolean isAsFound() {
    return asFound;
  }

  String sender() {
    return "far" + number;
  }

  String port() {
    return "in" + number;
  }

  String wire() {
    return "out" + group();
  }

  String receiver() {
    return "end" + group();
  }

  /** Of the ways that share a wire. */
  int group() {
    return asFound ? 0 : 1;
  }

  @Override
  public String toString() {
    return mode.word() + ", offload " + (asFound ? "as found" : "off");
  }
}
