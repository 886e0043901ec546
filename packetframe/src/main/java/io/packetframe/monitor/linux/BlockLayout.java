package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Value;
import io.packetframe.monitor.ValueName;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import io.packetframe.spec.MapSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values lie in a block of a monitor, and what they mean: the members of a struct of
 * {@code __u64} and arrays of it, as {@code bpf/src/include/monitor.h} names them.
 */
final class BlockLayout {
  /** The numbers of a member: where they start among those of the block, and how many. */
  private record Place(int first, int count) {}

  private final int numbers;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private BlockLayout(int numbers) {
    this.numbers = numbers;
  }

  /**
   * Reads the layout from the types of an object.
   *
   * @throws PacketFrameException if the map's values are something else
   */
  static BlockLayout of(MapSpec map, BtfTypes types) throws PacketFrameException {
    BtfType value = resolved(types, map.valueType());
    if (!(value instanceof BtfType.Struct struct) || struct.members().isEmpty()) {
      throw new PacketFrameException("map " + map.name() + " holds no struct of values");
    }
    BlockLayout layout = new BlockLayout(map.valueSize() / Long.BYTES);
    for (BtfType.Member member : struct.members()) {
      layout.places.put(
          member.name(),
          new Place((int) (member.bitOffset() / Long.SIZE), count(map, types, member)));
    }
    return layout;
  }

  private static int count(MapSpec map, BtfTypes types, BtfType.Member member)
      throws PacketFrameException {
    BtfType type = resolved(types, member.type());
    int count = 1;
    if (type instanceof BtfType.Array array) {
      type = resolved(types, array.element());
      count = (int) array.count();
    }
    if (!(type instanceof BtfType.Int number)
        || number.size() != Long.BYTES
        || member.bitOffset() % Long.SIZE != 0
        || member.bitOffset() / Long.SIZE + count > map.valueSize() / Long.BYTES) {
      throw new PacketFrameException(
          "map " + map.name() + ": member " + member.name() + " is not made of __u64");
    }
    return count;
  }

  private static BtfType resolved(BtfTypes types, int id) {
    return types.type(types.resolve(id).orElse(0));
  }

  /** Returns how many numbers a block has. */
  int numbers() {
    return numbers;
  }

  /** Returns a member of one number. */
  long number(long[] block, String member) {
    Place place = places.get(member);
    if (place == null || place.count() != 1) {
      throw new IllegalArgumentException("no number " + member);
    }
    return block[place.first()];
  }

  /** Returns what the members of a block mean; with those left out whose names are given. */
  List<Measurement> measurements(long[] block, Map<String, String> labels, List<String> without) {
    List<Measurement> measurements = new ArrayList<>();
    for (String member : places.keySet()) {
      ValueName name = ValueName.of(member);
      if (without.contains(member) || name.part() == ValueName.Part.SUM) {
        continue;
      }
      Value value =
          name.part() == ValueName.Part.BUCKETS
              ? histogram(block, name)
              : new Value.Counter(number(block, member));
      measurements.add(new Measurement(name.measurement(), labels, name.unit(), value));
    }
    return measurements;
  }

  private Value histogram(long[] block, ValueName name) {
    Place place = places.get(name.nameOf(ValueName.Part.BUCKETS));
    List<Long> buckets = new ArrayList<>();
    for (int i = 0; place != null && i < place.count(); i++) {
      buckets.add(block[place.first() + i]);
    }
    return new Value.Histogram(buckets, number(block, name.nameOf(ValueName.Part.SUM)));
  }
}
