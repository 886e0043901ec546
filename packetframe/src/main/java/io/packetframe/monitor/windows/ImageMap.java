package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfCommand;
import io.packetframe.sys.windows.EbpfErrno;
import io.packetframe.sys.windows.EbpfMapInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map of a native image.
 *
 * @param cpus how many values a lookup of a per-CPU map brings
 */
record ImageMap(EbpfApi api, int fd, EbpfMapInfo info, int cpus) {
  /** More keys than this are no measurements any more. */
  static final int MOST_KEYS = 4096;

  static ImageMap of(EbpfApi api, int fd, int cpus) throws PacketFrameException {
    return new ImageMap(
        api, fd, EbpfMapInfo.of(ObjectInfo.of(api, "a map", fd, EbpfMapInfo.SIZE)), cpus);
  }

  /** Returns the keys, {@link #MOST_KEYS} at most, as long as nobody takes one away meanwhile. */
  List<ByteBuffer> keys() throws PacketFrameException {
    List<ByteBuffer> keys = new ArrayList<>();
    ByteBuffer last = null;
    while (keys.size() < Math.min(info.maxEntries(), MOST_KEYS)) {
      ByteBuffer next = EbpfAttributes.memory(info.keySize());
      int answer = api.bpf(EbpfCommand.MAP_GET_NEXT_KEY, EbpfAttributes.nextKey(fd, last, next));
      if (EbpfErrno.ENOENT.isAnswer(answer)) {
        break;
      }
      require("the next key", answer);
      keys.add(next);
      last = next;
    }
    return keys;
  }

  /**
   * Returns the numbers behind a key, each the sum of all processors.
   *
   * @return empty if there is none
   */
  Optional<long[]> numbers(ByteBuffer key) throws PacketFrameException {
    int numbers = info.valueSize() / Long.BYTES;
    int values = info.type().isPerCpu() ? cpus : 1;
    ByteBuffer memory = EbpfAttributes.memory(values * numbers * Long.BYTES);
    int answer = api.bpf(EbpfCommand.MAP_LOOKUP_ELEM, EbpfAttributes.lookup(fd, key, memory));
    if (EbpfErrno.ENOENT.isAnswer(answer)) {
      return Optional.empty();
    }
    require("a value", answer);
    long[] sums = new long[numbers];
    for (int i = 0; i < values * numbers; i++) {
      sums[i % numbers] += memory.getLong(i * Long.BYTES);
    }
    return Optional.of(sums);
  }

  private void require(String what, int answer) throws PacketFrameException {
    if (answer < 0) {
      throw new PacketFrameException(
          what + " of map " + info.name() + ": " + EbpfErrno.text(answer));
    }
  }
}
