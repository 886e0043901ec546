package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The maps and programs of a native image that was loaded. */
record ImageDescriptors(List<Integer> maps, List<Integer> programs) {
  /** Room at first; an image that has more says how much. */
  private static final int ROOM = 16;

  /** More of either is no image, but a wrong count. */
  private static final int MOST = 4096;

  ImageDescriptors {
    maps = List.copyOf(maps);
    programs = List.copyOf(programs);
  }

  static ImageDescriptors load(EbpfApi api, Path file) throws PacketFrameException {
    int maps = ROOM;
    int programs = ROOM;
    while (true) {
      ByteBuffer mapCount = EbpfAttributes.memory(Long.BYTES).putLong(0, maps);
      ByteBuffer mapFds = EbpfAttributes.memory(maps * Integer.BYTES);
      ByteBuffer programCount = EbpfAttributes.memory(Long.BYTES).putLong(0, programs);
      ByteBuffer programFds = EbpfAttributes.memory(programs * Integer.BYTES);
      int result = api.loadNative(file.toString(), mapCount, mapFds, programCount, programFds);
      long mapsThere = mapCount.getLong(0);
      long programsThere = programCount.getLong(0);
      boolean hasMore = mapsThere > maps || programsThere > programs;
      if (EbpfResult.NO_MEMORY.isResult(result) && hasMore) {
        maps = grown(file, maps, mapsThere);
        programs = grown(file, programs, programsThere);
        continue;
      }
      require(file, result);
      ImageDescriptors loaded =
          new ImageDescriptors(
              read(mapFds, Math.min(mapsThere, maps)),
              read(programFds, Math.min(programsThere, programs)));
      if (hasMore || !loaded.isValid()) {
        loaded.close(api);
        throw new PacketFrameException(file + ": loaded with a descriptor that is none");
      }
      return loaded;
    }
  }

  private static int grown(Path file, int now, long there) throws PacketFrameException {
    if (there < 0 || there > MOST) {
      throw new PacketFrameException(file + ": " + there + " maps or programs are too many");
    }
    return (int) Math.max(now, there);
  }

  private static void require(Path file, int result) throws PacketFrameException {
    if (!EbpfResult.SUCCESS.isResult(result)) {
      throw new PacketFrameException(
          "native image " + file + " is not loaded: " + EbpfResult.text(result));
    }
  }

  private static List<Integer> read(ByteBuffer fds, long count) {
    List<Integer> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(fds.getInt(i * Integer.BYTES));
    }
    return read;
  }

  private boolean isValid() {
    return maps.stream().allMatch(fd -> fd > 0) && programs.stream().allMatch(fd -> fd > 0);
  }

  void close(EbpfApi api) {
    for (List<Integer> fds : List.of(programs, maps)) {
      for (int fd : fds) {
        if (fd > 0) {
          // There is no second way to let go of it.
          int _ = api.closeFd(fd);
        }
      }
    }
  }
}
