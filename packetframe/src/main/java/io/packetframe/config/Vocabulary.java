package io.packetframe.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every word that may start a line. */
final class Vocabulary {
  static final String GLOBAL = "global";
  static final String MODULE = "module";
  static final String FAST_PATH = "fast-path";

  private static final Map<String, Keyword> KEYWORDS = keywords();

  private Vocabulary() {}

  private static Map<String, Keyword> keywords() {
    Map<String, Keyword> keywords = new HashMap<>();
    for (Keyword keyword : GlobalKeyword.values()) {
      keywords.put(keyword.text(), keyword);
    }
    for (Keyword keyword : FastPathKeyword.values()) {
      keywords.put(keyword.text(), keyword);
    }
    return keywords;
  }

  static @Nullable Keyword keyword(String text) {
    return KEYWORDS.get(text);
  }

  /** Returns what may start a line of the section: its directives and the headers. */
  static List<String> words(Section section) {
    Keyword[] keywords =
        switch (section) {
          case GLOBAL -> GlobalKeyword.values();
          case FAST_PATH -> FastPathKeyword.values();
        };
    List<String> words = new ArrayList<>();
    for (Keyword keyword : keywords) {
      words.add(keyword.text());
    }
    words.add(GLOBAL);
    words.add(MODULE);
    return words;
  }

  /**
   * Returns why a word that other versions of this grammar know is refused here, or null if it is
   * not such a word.
   */
  static @Nullable String notSupported(String word) {
    return switch (word) {
      case "port",
          "vpp-binary",
          "expected-routes",
          "loopback-address",
          "local-route",
          "steer-exempt",
          "require-table-complete",
          "steer-direction",
          "hugepages",
          "vpp-offload" ->
          "it belongs to a VPP tier that PacketFrame does not have";
      case "block-prefix6" -> "only IPv4 prefixes can be blocked";
      default -> null;
    };
  }
}
