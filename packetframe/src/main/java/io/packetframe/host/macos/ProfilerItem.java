package io.packetframe.host.macos;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object of the report: texts, and items below it. */
final class ProfilerItem {
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<ProfilerItem>> items = new HashMap<>();

  void put(String key, String text) {
    texts.put(key, text);
  }

  void put(String key, List<ProfilerItem> below) {
    items.put(key, below);
  }

  /** Returns a text, or the text of a number; empty where there is none. */
  String text(String key) {
    return texts.getOrDefault(key, "").strip();
  }

  /** Returns the items below; one, where it is no list. */
  List<ProfilerItem> items(String key) {
    return items.getOrDefault(key, List.of());
  }
}
