package io.packetframe.verifier.wire;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Sixteen bytes that only one boot and its host know. */
public final class Nonce {
  static final int LENGTH = 16;

  private final byte[] bytes;

  private Nonce(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Draws a new one. */
  public static Nonce draw() {
    byte[] bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    return new Nonce(bytes);
  }

  /** Reads what {@link #hex} wrote. */
  public static Nonce ofHex(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.strip());
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a nonce has " + LENGTH + " bytes, not " + bytes.length);
    }
    return new Nonce(bytes);
  }

  /** Returns it as text, for the file that the agent reads. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  void writeTo(ByteBuffer frame) {
    frame.put(bytes);
  }

  /** Tells whether this nonce stands in a buffer at a position. */
  boolean standsIn(byte[] buffer, int at) {
    int different = 0;
    for (int i = 0; i < LENGTH; i++) {
      different |= buffer[at + i] ^ bytes[i];
    }
    return different == 0;
  }

  /** Says nothing: it must not reach a log. */
  @Override
  public String toString() {
    return "nonce";
  }
}
