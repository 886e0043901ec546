package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the maps of the data path are to hold, as bytes.
 *
 * @param byMap name of a map to its keys and values
 */
record WantedEntries(Map<String, Map<ByteBuffer, ByteBuffer>> byMap) {
  WantedEntries() {
    this(new LinkedHashMap<>());
  }

  void put(String map, byte[] key, byte[] value) {
    of(map).put(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
  }

  /** The first of equals counts. */
  void putFirst(String map, byte[] key, byte[] value) {
    of(map).putIfAbsent(ByteBuffer.wrap(key), ByteBuffer.wrap(value));
  }

  private Map<ByteBuffer, ByteBuffer> of(String map) {
    return byMap.computeIfAbsent(map, _ -> new LinkedHashMap<>());
  }

  void putInto(FilledMaps maps) throws BpfException {
    for (Map.Entry<String, Map<ByteBuffer, ByteBuffer>> map : byMap.entrySet()) {
      for (Map.Entry<ByteBuffer, ByteBuffer> entry : map.getValue().entrySet()) {
        maps.put(map.getKey(), entry.getKey().array(), entry.getValue().array());
      }
    }
  }
}
