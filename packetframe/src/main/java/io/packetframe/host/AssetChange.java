package io.packetframe.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something about a part of the machine that is not as it was.
 *
 * @param identity the part
 * @param field {@code presence}, {@code name}, {@code capacity}, {@code used} or {@code health}
 * @param before what it was; what was not known is {@code unknown}
 * @param after what it is
 */
public record AssetChange(
    Asset.Kind kind, String identity, String field, String before, String after) {
  private static final String PRESENCE = "presence";
  private static final String PRESENT = "present";
  private static final String ABSENT = "absent";

  /** Returns what tells two looks at a machine apart, parts that went first. */
  public static List<AssetChange> between(List<Asset> before, List<Asset> after) {
    Map<String, Asset> earlier = byIdentity(before);
    Map<String, Asset> later = byIdentity(after);
    List<AssetChange> changes = new ArrayList<>();
    for (Map.Entry<String, Asset> each : earlier.entrySet()) {
      if (!later.containsKey(each.getKey())) {
        changes.add(of(each.getValue(), PRESENCE, PRESENT, ABSENT));
      }
    }
    for (Map.Entry<String, Asset> each : later.entrySet()) {
      Asset now = each.getValue();
      Asset was = earlier.get(each.getKey());
      if (was == null) {
        changes.add(of(now, PRESENCE, ABSENT, PRESENT));
      } else {
        add(changes, now, "name", was.name(), now.name());
        add(changes, now, "capacity", text(was.capacity()), text(now.capacity()));
        add(changes, now, "used", text(was.used()), text(now.used()));
        add(changes, now, "health", text(was.health()), text(now.health()));
      }
    }
    return changes;
  }

  /** Parts of different kinds may have the same identity. */
  private static Map<String, Asset> byIdentity(List<Asset> assets) {
    Map<String, Asset> found = new LinkedHashMap<>();
    for (Asset asset : assets) {
      found.put(asset.kind() + " " + asset.identity(), asset);
    }
    return found;
  }

  private static void add(
      List<AssetChange> changes, Asset asset, String field, String before, String after) {
    if (!before.equals(after)) {
      changes.add(of(asset, field, before, after));
    }
  }

  private static AssetChange of(Asset asset, String field, String before, String after) {
    return new AssetChange(asset.kind(), asset.identity(), field, before, after);
  }

  private static String text(Fact<?> fact) {
    return fact.optional().map(String::valueOf).orElse("unknown");
  }
}
