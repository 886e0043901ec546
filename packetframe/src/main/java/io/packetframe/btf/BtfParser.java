package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.List;

/** BTF bytes to types. */
public final class BtfParser {
  static final int MAGIC = 0xeb9f;
  static final int SWAPPED_MAGIC = 0x9feb;
  static final int VERSION = 1;

  /** BTF_MAX_TYPE of the kernel. */
  static final int MAX_TYPES = 0xfffff;

  private static final int HEADER = 24;
  private static final int TYPE = 12;

  private final ByteView types;
  private final StringTable strings;

  private BtfParser(ByteView types, StringTable strings) {
    this.types = types;
    this.strings = strings;
  }

  /**
   * Parses the content of a {@code .BTF} section, or of a file under {@code /sys/kernel/btf}.
   *
   * @throws ObjectException if it is not BTF, or has a kind that we do not know
   */
  public static Btf parse(byte[] bytes) throws ObjectException {
    ByteView view = new ByteView(BtfException::new, ".BTF", bytes);
    return parse(view, strings(view));
  }

  /**
   * Parses the content of a {@code .BTF} section.
   *
   * @param strings its texts, as {@link #strings} returns them
   * @throws ObjectException if it is not BTF, or has a kind that we do not know
   */
  public static Btf parse(ByteView view, StringTable strings) throws ObjectException {
    return new BtfParser(types(view), strings).parse();
  }

  /**
   * Returns the texts, which {@code .BTF.ext} uses as well.
   *
   * @throws ObjectException if the head or the texts are not those of BTF
   */
  public static StringTable strings(ByteView view) throws ObjectException {
    ByteView strings = texts(view);
    if (strings.size() == 0 || strings.u8(0) != 0) {
      throw strings.failure(0, "expected the empty text first");
    }
    return new StringTable(strings);
  }

  /**
   * Checks the head that {@code .BTF} and {@code .BTF.ext} share; returns its size.
   *
   * @throws ObjectException if it is not one
   */
  public static long header(ByteView view, int smallest) throws ObjectException {
    int magic = view.u16(0);
    if (magic == SWAPPED_MAGIC) {
      throw view.failure(0, "expected little-endian, found big-endian");
    }
    if (magic != MAGIC) {
      throw view.failure(0, "expected magic 0xeb9f, found 0x" + Integer.toHexString(magic));
    }
    int version = view.u8(2);
    if (version != VERSION) {
      throw view.failure(2, "expected version 1, found " + version);
    }
    long size = view.u32(4);
    if (size < smallest || size > view.size()) {
      throw view.failure(4, "expected a head of at least " + smallest + " bytes, found " + size);
    }
    return size;
  }

  static ByteView types(ByteView view) throws ObjectException {
    return part(view, 8, "types");
  }

  static ByteView texts(ByteView view) throws ObjectException {
    return part(view, 16, "strings");
  }

  private static ByteView part(ByteView view, int field, String name) throws ObjectException {
    long base = header(view, HEADER);
    return view.part(view.name() + " " + name, base + view.u32(field), view.u32(field + 4));
  }

  private Btf parse() throws ObjectException {
    List<BtfType> found = new ArrayList<>();
    found.add(new BtfType.VoidType());
    int[] offsets = new int[types.size() / TYPE + 2];
    int at = 0;
    while (at < types.size()) {
      if (found.size() > MAX_TYPES) {
        throw types.failure(at, "expected at most " + MAX_TYPES + " types");
      }
      BtfTypeReader reader = new BtfTypeReader(types, at, strings);
      found.add(reader.read());
      offsets[found.size() - 1] = at;
      at += TYPE + reader.extraBytes();
    }
    for (int id = 1; id < found.size(); id++) {
      checkReferences(found.get(id), id, found.size(), types, offsets[id]);
    }
    return new Btf(found);
  }

  /** Refuses ids from {@code count} on in the type of that id, which starts at that offset. */
  static void checkReferences(BtfType type, int id, int count, ByteView types, int offset)
      throws ObjectException {
    for (int reference : BtfReferences.of(type)) {
      if (reference < 0 || reference >= count) {
        throw types.failure(
            offset,
            "type "
                + id
                + ": expected ids below "
                + count
                + ", found "
                + Integer.toUnsignedString(reference));
      }
    }
  }
}
