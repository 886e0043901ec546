package io.packetframe.module;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;
import java.util.List;

/**
 * Something that handles packets in the kernel. First {@link #load}, then {@link #attach}; each
 * takes back all that it and its predecessor made where it fails.
 */
public interface Module extends AutoCloseable {
  /** Returns its name in configs, metrics and state files, e.g. {@code fast-path}. */
  String name();

  /**
   * Makes, fills and pins everything in the kernel that packets will need. No packet meets it yet.
   *
   * @return what {@link #attach} is going to do, for the state file
   * @throws PacketFrameException after everything was taken back
   */
  List<Attachment> load() throws PacketFrameException;

  /**
   * Attaches, one interface after the other.
   *
   * @return what was done
   * @throws PacketFrameException after everything was taken back, the attachments included
   */
  List<Attachment> attach(Pause pause) throws PacketFrameException;

  /** Follows the host: its devices, addresses and tags. What fails is said and tried next time. */
  void refresh();

  /**
   * Applies another config without detaching.
   *
   * @throws PacketFrameException where it asks for what needs a restart, and nothing was changed;
   *     or where the kernel refused a part
   */
  void reconfigure(Config next) throws PacketFrameException;

  /**
   * Returns the counters in their fixed order.
   *
   * @throws PacketFrameException if they cannot be read
   */
  List<Sample> samples() throws PacketFrameException;

  /** Takes everything back: attachments first, then pins. What fails is said. */
  void detach();

  /** Gives up what this process holds; what is pinned goes on without it. */
  @Override
  void close();
}
