package io.packetframe.cli;

import io.packetframe.host.Asset;
import io.packetframe.host.Fact;
import io.packetframe.record.AssetRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns the parts of the machine into the record that is printed and archived. */
final class AssetRecords {
  private AssetRecords() {}

  static List<AssetRecord> of(List<Asset> assets) {
    List<AssetRecord> records = new ArrayList<>();
    for (Asset asset : assets) {
      records.add(of(asset));
    }
    return records;
  }

  private static AssetRecord of(Asset asset) {
    SortedMap<String, String> unknown = new TreeMap<>();
    return new AssetRecord(
        asset.kind().name().toLowerCase(Locale.ROOT),
        asset.identity(),
        asset.name(),
        number(asset.capacity(), "capacity", unknown),
        number(asset.used(), "used", unknown),
        value(asset.health(), "health", unknown),
        unknown);
  }

  private static OptionalLong number(
      Fact<Long> fact, String field, SortedMap<String, String> unknown) {
    Optional<Long> value = value(fact, field, unknown);
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }

  private static <T> Optional<T> value(
      Fact<T> fact, String field, SortedMap<String, String> unknown) {
    fact.reason().ifPresent(reason -> unknown.put(field, reason));
    return fact.optional();
  }
}
