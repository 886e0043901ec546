package io.packetframe.btf;

import io.packetframe.spec.BtfType;
import io.packetframe.spec.BtfTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The types of a kernel or a module: a hundred thousand, of which a program asks for a few. Opening
 * finds where each type starts; names are indexed at the first search, and a type is decoded when
 * it is asked for.
 *
 * <p>A module's types count on from those of the kernel, its base, and refer to them. Safe for use
 * by many threads.
 */
public final class LazyBtf implements BtfTypes {
  private static final BtfType VOID = new BtfType.VoidType();

  private final @Nullable LazyBtf base;
  private final ByteView types;
  private final StringTable strings;
  private final TypeOffsets offsets;
  private final int first;

  /** Filled by whoever comes first: a type is immutable, so that a race does no harm. */
  private final @Nullable BtfType[] decoded;

  private volatile @Nullable NameIndex names;

  private LazyBtf(@Nullable LazyBtf base, ByteView types, StringTable strings)
      throws ObjectException {
    this.base = base;
    this.types = types;
    this.strings = strings;
    strings.requireEnd();
    this.first = base == null ? 1 : base.count();
    this.offsets = TypeOffsets.of(types, first);
    this.decoded = new @Nullable BtfType[offsets.count()];
  }

  /**
   * Opens BTF that stands alone; the bytes are kept, not copied.
   *
   * @param name of the file, for messages
   * @throws ObjectException if it is not BTF, or has a kind that we do not know
   */
  public static LazyBtf open(String name, byte[] bytes) throws ObjectException {
    ByteView view = new ByteView(BtfException::new, name, bytes);
    return new LazyBtf(null, BtfParser.types(view), BtfParser.strings(view));
  }

  /**
   * Opens the BTF of a module, which continues that of its kernel.
   *
   * @param name of the file, for messages
   * @throws ObjectException if it is not BTF, or has a kind that we do not know
   */
  public static LazyBtf open(String name, byte[] bytes, LazyBtf base) throws ObjectException {
    ByteView view = new ByteView(BtfException::new, name, bytes);
    StringTable strings = new StringTable(BtfParser.texts(view), base.strings);
    return new LazyBtf(base, BtfParser.types(view), strings);
  }

  @Override
  public int count() {
    return first + offsets.count();
  }

  /** Returns the first id that is not the base's. */
  public int first() {
    return first;
  }

  /**
   * {@inheritDoc}
   *
   * @throws BrokenTypesException if the type's bytes are at fault
   */
  @Override
  public BtfType type(int id) {
    if (id < first) {
      return base == null ? VOID : base.type(id);
    }
    BtfType known = decoded[id - first];
    if (known != null) {
      return known;
    }
    BtfType type = decode(id);
    decoded[id - first] = type;
    return type;
  }

  private BtfType decode(int id) {
    int offset = offsets.at(id - first);
    try {
      BtfType type = new BtfTypeReader(types, offset, strings).read();
      BtfParser.checkReferences(type, id, count(), types, offset);
      return type;
    } catch (ObjectException e) {
      throw new BrokenTypesException(e);
    }
  }

  /**
   * Returns the first type of its own with that name and kind.
   *
   * @throws BrokenTypesException if the bytes of a type of that name are at fault
   */
  public OptionalInt find(String name, Class<? extends BtfType> kind) {
    for (int id : flavors(EssentialName.of(name))) {
      BtfType type = type(id);
      if (kind.isInstance(type) && type.name().equals(name)) {
        return OptionalInt.of(id);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Returns the types of its own with that name, whatever flavour ({@code name___flavor}), in the
   * order of their ids.
   *
   * @throws BrokenTypesException if the bytes of a name are at fault
   */
  public List<Integer> flavors(String essentialName) {
    List<Integer> found = new ArrayList<>();
    try {
      NameIndex index = index();
      for (int i = index.first(essentialName); i >= 0; i = index.next(i)) {
        if (EssentialName.of(strings.at(offsets.name(i))).equals(essentialName)) {
          found.add(first + i);
        }
      }
    } catch (ObjectException e) {
      throw new BrokenTypesException(e);
    }
    return found;
  }

  private NameIndex index() throws ObjectException {
    NameIndex known = names;
    if (known == null) {
      synchronized (offsets) {
        known = names;
        if (known == null) {
          known = new NameIndex(offsets, strings);
          names = known;
        }
      }
    }
    return known;
  }
}
