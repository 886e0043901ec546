package io.packetframe.bpf.ringbuf;

import java.nio.ByteBuffer;

/** Takes the records of a ring buffer. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Takes a record.
   *
   * @param record its bytes lie from the position to the limit, in native byte order, read only.
   *     The buffer is the same each time and stands in the ring itself: its bytes are gone once the
   *     call returns, so copy what is to stay, and count from the position, not from 0.
   */
  void accept(ByteBuffer record);
}
