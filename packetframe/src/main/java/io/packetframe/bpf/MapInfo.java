package io.packetframe.bpf;

import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/**
 * What the kernel tells about a map ({@code struct bpf_map_info}).
 *
 * @param id as the kernel numbers it
 * @param name at most 15 bytes, may be empty
 */
public record MapInfo(int id, String name, MapDefinition definition) {
  /** Up to and with the name, which every kernel we support fills. */
  private static final int SIZE = 40;

  static MapInfo of(Syscalls syscalls, Fd fd, String what) throws BpfException {
    ByteBuffer info = NativeMemory.allocate(SIZE);
    int _ = ObjectInfo.read(syscalls, fd, info, what);
    return new MapInfo(
        info.getInt(4),
        NativeMemory.text(info, 24, 16),
        new MapDefinition(
            info.getInt(0), info.getInt(8), info.getInt(12), info.getInt(16), info.getInt(20)));
  }
}
