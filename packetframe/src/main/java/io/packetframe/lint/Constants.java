package io.packetframe.lint;

import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The constants of an object, as they stand in it: the content of its frozen maps. */
final class Constants {
  private final Map<String, ByteBuffer> values = new HashMap<>();

  /** Takes those of the object. The values of .kconfig are not among them: a kernel gives them. */
  static Constants of(ObjectSpec object) {
    Constants constants = new Constants();
    for (MapSpec map : object.maps()) {
      if (!map.name().equals(".kconfig")
          && map.content() instanceof MapContent.Variables variables
          && variables.constant()) {
        constants.values.put(
            map.name(),
            ByteBuffer.wrap(variables.bytes().toArray()).order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    return constants;
  }

  boolean has(String map) {
    return values.containsKey(map);
  }

  /** Reads 1, 2, 4 or 8 bytes without a sign; empty where they are not all there. */
  OptionalLong read(String map, long offset, int bytes) {
    ByteBuffer value = values.get(map);
    if (value == null || offset < 0 || offset > value.capacity() - bytes) {
      return OptionalLong.empty();
    }
    int at = (int) offset;
    return OptionalLong.of(
        switch (bytes) {
          case 1 -> value.get(at) & 0xffL;
          case 2 -> value.getShort(at) & 0xffffL;
          case 4 -> value.getInt(at) & 0xffffffffL;
          default -> value.getLong(at);
        });
  }
}
