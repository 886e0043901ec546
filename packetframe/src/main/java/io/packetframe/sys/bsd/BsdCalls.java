package io.packetframe.sys.bsd;

import java.nio.ByteBuffer;

/**
 * The calls of the C library that a bpf(4) device needs.
 *
 * <p>Each returns the library's answer, at least 0, or a negated errno ({@link BsdErrno}). Buffers
 * are direct; their position and limit are ignored, the whole capacity is the memory.
 */
public interface BsdCalls {
  /** open(2) for reading, without waiting for anything that is read later (O_NONBLOCK). */
  long open(String path);

  /** ioctl(2) with a pointer as its argument. */
  long ioctl(int fd, int request, ByteBuffer argument);

  /** read(2) into the whole memory. */
  long read(int fd, ByteBuffer memory);

  /** close(2). */
  long close(int fd);
}
