package io.packetframe.verifier.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the frames of one boot in a stream of bytes that may hold anything.
 *
 * <p>After whatever is not a good frame the search goes on one byte later, so that a false or torn
 * header can hide none of the frames behind it.
 */
public final class FrameReader {
  private final Nonce nonce;
  private byte[] pending = new byte[0];
  private int expected;
  private long noise;
  private int forged;
  private int broken;
  private int repeated;
  private int lost;

  /** Reads the frames that carry a nonce. */
  public FrameReader(Nonce nonce) {
    this.nonce = nonce;
  }

  /** Takes more bytes and returns the payloads that they complete. */
  public List<String> take(ByteBuffer bytes) {
    int before = pending.length;
    pending = Arrays.copyOf(pending, before + bytes.remaining());
    bytes.get(pending, before, bytes.remaining());
    List<String> payloads = new ArrayList<>();
    int at = 0;
    while (pending.length - at >= FrameWriter.HEADER + FrameWriter.TRAILER) {
      int size = sizeAt(at);
      if (size < 0) {
        at++;
        noise++;
        continue;
      }
      if (pending.length - at < size) {
        break;
      }
      ByteBuffer frame = ByteBuffer.wrap(pending, at, size).slice();
      int length = size - FrameWriter.HEADER - FrameWriter.TRAILER;
      if (FrameWriter.checksum(pending, at, length) != frame.getInt(size - FrameWriter.TRAILER)) {
        broken++;
        at++;
        noise++;
        continue;
      }
      if (isNext(frame.getInt(8))) {
        payloads.add(new String(pending, at + FrameWriter.HEADER, length, StandardCharsets.UTF_8));
      }
      at += size;
    }
    pending = Arrays.copyOfRange(pending, at, pending.length);
    return payloads;
  }

  /** Returns what else was seen so far. */
  public Damage damage() {
    return new Damage(noise + pending.length, forged, broken, repeated, lost);
  }

  /** Returns the size of the frame whose header stands at a position, or -1. */
  private int sizeAt(int at) {
    ByteBuffer header = ByteBuffer.wrap(pending, at, FrameWriter.HEADER).slice();
    if (header.getInt(0) != FrameWriter.MAGIC) {
      return -1;
    }
    // The nonce is looked at first: a stranger's length must not make us wait for his bytes.
    if (!nonce.standsIn(pending, at + 12)) {
      forged++;
      return -1;
    }
    int length = header.getInt(4);
    if (length < 0 || length > FrameWriter.LONGEST) {
      broken++;
      return -1;
    }
    return FrameWriter.HEADER + length + FrameWriter.TRAILER;
  }

  private boolean isNext(int sequence) {
    if (sequence < expected) {
      repeated++;
      return false;
    }
    lost += sequence - expected;
    expected = sequence + 1;
    return true;
  }
}
