package io.packetframe.verifier.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Wraps messages into frames; safe for several threads. */
public final class FrameWriter {
  static final int MAGIC = 0xf1e2_5046;
  static final int HEADER = 4 + 4 + 4 + Nonce.LENGTH;
  static final int TRAILER = 4;

  /** The longest payload; the reader refuses more. */
  static final int LONGEST = 8 << 20;

  private final OutputStream out;
  private final Nonce nonce;
  private int sequence;

  /** Writes to a port that stays open. */
  public FrameWriter(OutputStream out, Nonce nonce) {
    this.out = out;
    this.nonce = nonce;
  }

  /** Sends one message. */
  public synchronized void send(Message message) throws IOException {
    byte[] payload = MessageCodec.encode(message).getBytes(StandardCharsets.UTF_8);
    if (payload.length > LONGEST) {
      throw new IOException("a message of " + payload.length + " bytes");
    }
    out.write(frame(payload, sequence++, nonce));
    out.flush();
  }

  static byte[] frame(byte[] payload, int sequence, Nonce nonce) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length + TRAILER);
    frame.putInt(MAGIC).putInt(payload.length).putInt(sequence);
    nonce.writeTo(frame);
    frame.put(payload);
    frame.putInt(checksum(frame.array(), 0, payload.length));
    return frame.array();
  }

  /** Returns the checksum of the frame that begins at a position. */
  static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from + 4, HEADER - 4 + length);
    return (int) crc.getValue();
  }
}
