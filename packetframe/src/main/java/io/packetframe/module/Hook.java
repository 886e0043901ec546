package io.packetframe.module;

import java.util.Optional;

/** Where a module's program sits; the names are those of the state file. */
public enum Hook {
  /** XDP in the driver. */
  NATIVE_XDP("native-xdp", "xdp-native"),
  /** XDP behind the driver. */
  GENERIC_XDP("generic-xdp", "xdp-generic");

  private final String text;
  private final String shown;

  Hook(String text, String shown) {
    this.text = text;
    this.shown = shown;
  }

  /** Returns the name that the state file has for it. */
  public String text() {
    return text;
  }

  /** Returns the name that {@code status} shows. */
  public String shown() {
    return shown;
  }

  /** Returns the hook of that name in the state file. */
  public static Optional<Hook> named(String text) {
    for (Hook hook : values()) {
      if (hook.text.equals(text)) {
        return Optional.of(hook);
      }
    }
    return Optional.empty();
  }
}
