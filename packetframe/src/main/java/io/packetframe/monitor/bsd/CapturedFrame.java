package io.packetframe.monitor.bsd;

/** What a device kept of a frame. */
final class CapturedFrame {
  private final byte[] bytes;
  private final long length;

  CapturedFrame(byte[] bytes, long length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Returns the bytes from the link layer on, cut where the filter said. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns how long the whole frame was. */
  long length() {
    return length;
  }
}
