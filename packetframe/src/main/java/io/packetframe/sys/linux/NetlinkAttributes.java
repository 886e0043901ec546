package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The attributes of a netlink message ({@code struct nlattr}, include/uapi/linux/netlink.h): a
 * length of 16 bits that counts its header of 4 bytes too, a type of 16 bits of which the upper two
 * are flags, then the value, padded to 4 bytes. Values may be attributes again.
 */
public final class NetlinkAttributes {
  /** Attributes of which there are none. */
  public static final NetlinkAttributes NONE = new NetlinkAttributes(List.of());

  private static final int HEADER = 4;
  private static final int NLA_TYPE_MASK = 0x3fff;

  /** More in one place than the kernel has anywhere; a bound for what it says. */
  private static final int MAX = 65_536;

  /** One of them; the value is a view of the message in native byte order. */
  private record Attribute(int type, ByteBuffer value) {}

  private final List<Attribute> attributes;

  private NetlinkAttributes(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /**
   * Finds the attributes from an offset to the end of the memory.
   *
   * @return nothing where a length lies
   */
  public static Optional<NetlinkAttributes> parse(ByteBuffer memory, int offset) {
    List<Attribute> found = new ArrayList<>();
    int end = memory.limit();
    int start = offset;
    while (start >= 0 && end - start >= HEADER) {
      int length = Short.toUnsignedInt(memory.getShort(start));
      if (length < HEADER || length > end - start || found.size() == MAX) {
        return Optional.empty();
      }
      ByteBuffer value = memory.slice(start + HEADER, length - HEADER).order(memory.order());
      found.add(new Attribute(memory.getShort(start + 2) & NLA_TYPE_MASK, value));
      start += (length + 3) & ~3;
    }
    return start < 0 || offset > end
        ? Optional.empty()
        : Optional.of(new NetlinkAttributes(List.copyOf(found)));
  }

  private Optional<ByteBuffer> value(int type) {
    // The last of equals counts, as with nla_parse of the kernel.
    Optional<ByteBuffer> last = Optional.empty();
    for (Attribute attribute : attributes) {
      if (attribute.type == type) {
        last = Optional.of(attribute.value);
      }
    }
    return last;
  }

  /** Whether there is one of that type. */
  public boolean has(int type) {
    return value(type).isPresent();
  }

  /** Returns an unsigned value of 1, 2 or 4 bytes; a u32 above 2^31 is negative. */
  public OptionalInt number(int type) {
    ByteBuffer value = value(type).orElse(ByteBuffer.allocate(0));
    return switch (value.capacity()) {
      case Byte.BYTES -> OptionalInt.of(Byte.toUnsignedInt(value.get(0)));
      case Short.BYTES -> OptionalInt.of(Short.toUnsignedInt(value.getShort(0)));
      case Integer.BYTES -> OptionalInt.of(value.getInt(0));
      default -> OptionalInt.empty();
    };
  }

  /** Returns 64 bits; values of fewer are widened, as the kernel does with its "uint". */
  public Optional<Long> u64(int type) {
    return value(type)
        .flatMap(
            value ->
                switch (value.capacity()) {
                  case Integer.BYTES -> Optional.of(Integer.toUnsignedLong(value.getInt(0)));
                  case Long.BYTES -> Optional.of(value.getLong(0));
                  default -> Optional.empty();
                });
  }

  /** Returns 16 bits that the kernel keeps in network byte order, such as an ethertype. */
  public OptionalInt be16(int type) {
    byte[] value = bytes(type).orElse(new byte[0]);
    return value.length == Short.BYTES
        ? OptionalInt.of(Byte.toUnsignedInt(value[0]) << 8 | Byte.toUnsignedInt(value[1]))
        : OptionalInt.empty();
  }

  /** Returns a copy of the bytes. */
  public Optional<byte[]> bytes(int type) {
    return value(type).map(NetlinkAttributes::copy);
  }

  /** Returns the text of a C string. */
  public Optional<String> text(int type) {
    return value(type).map(value -> NativeMemory.text(value, 0, value.capacity()));
  }

  /** Returns all texts of that type, in their order. */
  public List<String> texts(int type) {
    List<String> texts = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute.type == type) {
        texts.add(NativeMemory.text(attribute.value, 0, attribute.value.capacity()));
      }
    }
    return texts;
  }

  /** Returns copies of all values of that type, in their order. */
  public List<byte[]> all(int type) {
    return attributes.stream()
        .filter(attribute -> attribute.type == type)
        .map(attribute -> copy(attribute.value))
        .toList();
  }

  /** Returns all attributes of that type that hold others; nothing where a length lies. */
  public Optional<List<NetlinkAttributes>> allNested(int type) {
    List<NetlinkAttributes> all = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute.type == type) {
        Optional<NetlinkAttributes> nested = parse(attribute.value, 0);
        if (nested.isEmpty()) {
          return Optional.empty();
        }
        all.add(nested.get());
      }
    }
    return Optional.of(all);
  }

  /**
   * Returns the attributes within one; none where there is no such attribute, nothing where a
   * length lies.
   */
  public Optional<NetlinkAttributes> nested(int type) {
    Optional<ByteBuffer> value = value(type);
    return value.isPresent() ? parse(value.get(), 0) : Optional.of(NONE);
  }

  private static byte[] copy(ByteBuffer value) {
    byte[] bytes = new byte[value.capacity()];
    value.get(0, bytes);
    return bytes;
  }
}
