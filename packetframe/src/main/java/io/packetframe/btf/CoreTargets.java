package io.packetframe.btf;

import io.packetframe.PacketFrameException;
import java.util.List;

/** The types that a program is to run with; asked only where a relocation needs them. */
public interface CoreTargets {
  /**
   * Returns the types of the kernel itself.
   *
   * @throws PacketFrameException if there are none
   */
  LazyBtf kernel() throws PacketFrameException;

  /**
   * Returns the types of its modules, for what the kernel itself does not have.
   *
   * @throws PacketFrameException if that cannot be told
   */
  List<LazyBtf> modules() throws PacketFrameException;

  /** Returns targets of which these types are all. */
  static CoreTargets only(LazyBtf types) {
    return new CoreTargets() {
      @Override
      public LazyBtf kernel() {
        return types;
      }

      @Override
      public List<LazyBtf> modules() {
        return List.of();
      }
    };
  }
}
