package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Value;
import io.packetframe.monitor.ValueName;
import io.packetframe.monitor.ValueName.Part;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfMapInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of an image: which maps hold them, and what those mean. Nothing on Windows says
 * what the members of a value are called, so a value is one number, and the map's name is its name;
 * {@code NAME_log2} holds the buckets of a histogram, and {@code NAME_sum} their sum.
 */
final class ImageValues {
  private static final int LARGEST_KEY = 256;

  private final Map<String, ImageMap> maps = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  private ImageValues() {}

  static ImageValues of(List<ImageMap> all) {
    ImageValues values = new ImageValues();
    for (ImageMap map : all) {
      String name = map.info().name().toLowerCase(Locale.ROOT);
      String fault = fault(name, map.info());
      if (fault.isEmpty() && values.maps.containsKey(name)) {
        fault = "another has that name";
      }
      if (fault.isEmpty()) {
        values.maps.put(name, map);
      } else {
        values.remarks.add("map " + map.info().name() + " is not shown: " + fault);
      }
    }
    values.dropHalvesOfHistograms();
    return values;
  }

  private static String fault(String name, EbpfMapInfo info) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      return "no name of a value";
    }
    if (!info.type().isArray() && !info.type().isHash()) {
      return "a " + info.type().text() + " holds no values";
    }
    if (info.keySize() < 1 || info.keySize() > LARGEST_KEY) {
      return "keys of " + info.keySize() + " bytes";
    }
    int numbers = info.valueSize() / Long.BYTES;
    boolean isHistogram = ValueName.of(name).part() == Part.BUCKETS;
    boolean fits =
        isHistogram ? numbers >= 1 && numbers <= Long.SIZE && info.maxEntries() == 1 : numbers == 1;
    if (!fits || info.valueSize() % Long.BYTES != 0) {
      return "values of " + info.valueSize() + " bytes are not one number";
    }
    return "";
  }

  private void dropHalvesOfHistograms() {
    for (String name : List.copyOf(maps.keySet())) {
      ValueName parts = ValueName.of(name);
      if (parts.part() == Part.BUCKETS && !maps.containsKey(parts.nameOf(Part.SUM))) {
        maps.remove(name);
        remarks.add("map " + name + " is not shown: there is no " + parts.nameOf(Part.SUM));
      }
    }
  }

  boolean isEmpty() {
    return maps.isEmpty();
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  List<Measurement> read() throws PacketFrameException {
    List<Measurement> all = new ArrayList<>();
    for (Map.Entry<String, ImageMap> each : maps.entrySet()) {
      ValueName name = ValueName.of(each.getKey());
      if (name.part() == Part.BUCKETS) {
        Value histogram = histogram(each.getValue(), name);
        all.add(new Measurement(name.measurement(), Map.of(), name.unit(), histogram));
      } else if (!maps.containsKey(name.nameOf(Part.BUCKETS))) {
        counters(each.getValue(), new ValueName(each.getKey(), Part.ALL), all);
      }
    }
    return all;
  }

  private Value histogram(ImageMap buckets, ValueName name) throws PacketFrameException {
    List<Long> counts = new ArrayList<>();
    for (long count : only(buckets)) {
      counts.add(count);
    }
    ImageMap sum = maps.get(name.nameOf(Part.SUM));
    return new Value.Histogram(counts, sum == null ? 0 : only(sum)[0]);
  }

  private static long[] only(ImageMap map) throws PacketFrameException {
    ByteBuffer first = EbpfAttributes.memory(map.info().keySize());
    return map.numbers(first)
        .orElseThrow(() -> new PacketFrameException("map " + map.info().name() + " has no value"));
  }

  private static void counters(ImageMap map, ValueName name, List<Measurement> all)
      throws PacketFrameException {
    if (map.info().type().isArray() && map.info().maxEntries() == 1) {
      all.add(measurement(name, Map.of(), only(map)[0]));
      return;
    }
    for (ByteBuffer key : map.keys()) {
      Optional<long[]> numbers = map.numbers(key);
      if (numbers.isPresent()) {
        all.add(measurement(name, Map.of("key", KeyText.of(key)), numbers.get()[0]));
      }
    }
  }

  private static Measurement measurement(ValueName name, Map<String, String> labels, long number) {
    return new Measurement(name.measurement(), labels, name.unit(), new Value.Counter(number));
  }
}
