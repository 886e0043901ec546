package io.packetframe.btf;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that end with a zero byte, named by where they start. */
public final class StringTable {
  /** Linkers let texts share their ends; a forged table shares until memory is gone. */
  private static final int MAX_SHARING = 16;

  private static final int ALWAYS_ALLOWED = 64 * 1024;

  private final ByteView view;
  private final @Nullable StringTable base;
  private final Map<Long, String> texts = new HashMap<>();
  private long decoded;

  /** Makes a table of these bytes. */
  public StringTable(ByteView view) {
    this(view, null);
  }

  /** Makes a table whose offsets count on from those of another. */
  StringTable(ByteView view, @Nullable StringTable base) {
    this.view = view;
    this.base = base;
  }

  /** Returns the offset behind the last text. */
  private long end() {
    return start() + view.size();
  }

  private long start() {
    return base == null ? 0 : base.end();
  }

  /** Returns the text that starts at that offset. */
  public synchronized String at(long offset) throws ObjectException {
    if (base != null && offset < start()) {
      return base.at(offset);
    }
    return own(offset - start());
  }

  private String own(long offset) throws ObjectException {
    String known = texts.get(offset);
    if (known != null) {
      return known;
    }
    int end = view.zeroFrom(offset);
    decoded += end - offset;
    if (decoded > (long) view.size() * MAX_SHARING + ALWAYS_ALLOWED) {
      throw view.failure(offset, "expected texts of their own, found too many that share bytes");
    }
    String text = view.text((int) offset, end);
    texts.put(offset, text);
    return text;
  }

  /** Refuses texts that do not end: {@link #hash} goes from one to the next without looking. */
  void requireEnd() throws ObjectException {
    if (view.size() > 0 && view.u8(view.size() - 1) != 0) {
      throw view.failure(view.size() - 1, "expected a text that ends with a zero byte");
    }
  }

  /** Returns the hash of the essential part of the text that starts at that offset. */
  int hash(long offset) throws ObjectException {
    return base != null && offset < start() ? base.hash(offset) : view.nameHash(offset - start());
  }
}
