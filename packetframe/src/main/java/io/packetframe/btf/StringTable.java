package io.packetframe.btf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts that end with a zero byte, named by where they start. */
public final class StringTable {
  /** Linkers let texts share their ends; a forged table shares until memory is gone. */
  private static final int MAX_SHARING = 16;

  private static final int ALWAYS_ALLOWED = 64 * 1024;

  private final ByteView view;
  private final Map<Long, String> texts = new HashMap<>();
  private long decoded;

  /** Makes a table of these bytes. */
  public StringTable(ByteView view) {
    this.view = view;
  }

  /** Returns the text that starts at that offset. */
  public String at(long offset) throws ObjectException {
    String known = texts.get(offset);
    if (known != null) {
      return known;
    }
    int end = view.zeroFrom(offset);
    decoded += end - offset;
    if (decoded > (long) view.size() * MAX_SHARING + ALWAYS_ALLOWED) {
      throw view.failure(offset, "expected texts of their own, found too many that share bytes");
    }
    String text = new String(view.copy((int) offset, end), StandardCharsets.UTF_8);
    texts.put(offset, text);
    return text;
  }
}
