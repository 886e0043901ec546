package io.packetframe.btf;

import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;

/** Types to BTF bytes, in the order of their ids, each text once. */
public final class BtfWriter {
  static final int HEADER = 24;

  /** BTF_MAX_SIZE of the kernel: 16 MiB. */
  static final int MAX_SIZE = 16 * 1024 * 1024;

  private BtfWriter() {}

  /**
   * Returns the types as BPF_BTF_LOAD takes them: little-endian, header, types, texts.
   *
   * @throws IllegalArgumentException if a value does not fit its field, or all are too large for a
   *     kernel (16 MiB)
   */
  public static byte[] write(Btf btf) {
    return write(btf, new Texts());
  }

  /**
   * Returns the types with texts that no type has but lines of C do.
   *
   * @throws IllegalArgumentException as {@link #write(Btf)}
   */
  public static EncodedBtf encode(Btf btf, Collection<String> texts) {
    Texts all = new Texts();
    texts.forEach(all::add);
    return new EncodedBtf(write(btf, all), all);
  }

  private static byte[] write(Btf btf, Texts texts) {
    List<BtfType> types = btf.types().subList(1, btf.types().size());
    long typeSize = types.stream().mapToLong(BtfTypeWriter::size).sum();
    require(typeSize);
    ByteBuffer body = ByteBuffer.allocate((int) typeSize).order(ByteOrder.LITTLE_ENDIAN);
    BtfTypeWriter writer = new BtfTypeWriter(body, texts);
    types.forEach(writer::write);
    require(typeSize + texts.size());
    return ByteBuffer.allocate(HEADER + body.capacity() + texts.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) BtfParser.MAGIC)
        .put((byte) BtfParser.VERSION)
        .put((byte) 0)
        .putInt(HEADER)
        .putInt(0)
        .putInt(body.capacity())
        .putInt(body.capacity())
        .putInt(texts.size())
        .put(body.array())
        .put(texts.toArray())
        .array();
  }

  private static void require(long size) {
    if (size > MAX_SIZE - HEADER) {
      throw new IllegalArgumentException("types of " + size + " bytes: too large for a kernel");
    }
  }
}
