package io.packetframe.packet;

import io.packetframe.packet.CaptureReader.Captured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Captures in memory. */
final class Captures {
  private Captures() {}

  static List<Captured> read(String hex) throws IOException, CaptureException {
    return read(bytes(hex));
  }

  static List<Captured> read(byte[] bytes) throws IOException, CaptureException {
    CaptureReader reader = new CaptureReader(new ByteArrayInputStream(bytes));
    List<Captured> frames = new ArrayList<>();
    Optional<Captured> next = reader.next();
    while (next.isPresent()) {
      frames.add(next.get());
      next = reader.next();
    }
    return frames;
  }

  /** Returns the bytes of hex digits, between which spaces are no matter. */
  static byte[] bytes(String hex) {
    return Bytes.hex(hex.replace(" ", "")).array();
  }
}
