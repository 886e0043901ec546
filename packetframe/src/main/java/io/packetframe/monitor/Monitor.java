package io.packetframe.monitor;

import io.packetframe.PacketFrameException;
import java.util.List;

/** What is loaded and measures while it is attached. Not safe for use by several threads. */
public interface Monitor extends AutoCloseable {
  /**
   * Attaches whatever of it fits the target; several targets one after the other. A target that was
   * refused leaves the others attached.
   *
   * @throws PacketFrameException if nothing of it fits, or the system refuses
   */
  void attach(Target target) throws PacketFrameException;

  /**
   * Reads all values; each counts from the moment of loading.
   *
   * @throws PacketFrameException if they cannot be read
   */
  Readout read() throws PacketFrameException;

  /** Returns what is other than a reader would expect, e.g. a fallback and its reason. */
  List<String> remarks();

  /** Detaches and unloads: nothing of it is left in the kernel. */
  @Override
  void close();
}
