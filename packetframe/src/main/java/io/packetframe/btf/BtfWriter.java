package io.packetframe.btf;

import io.packetframe.spec.Btf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;

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
    GrowingBytes types = new GrowingBytes("types");
    BtfTypeWriter writer = new BtfTypeWriter(types, texts);
    for (int id = 1; id < btf.count(); id++) {
      writer.write(btf.type(id));
    }
    if (types.size() + texts.size() > MAX_SIZE - HEADER) {
      throw new IllegalArgumentException("types and texts too large for a kernel");
    }
    byte[] bytes = new byte[HEADER + types.size() + texts.size()];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) BtfParser.MAGIC)
        .put((byte) BtfParser.VERSION)
        .put((byte) 0)
        .putInt(HEADER)
        .putInt(0)
        .putInt(types.size())
        .putInt(types.size())
        .putInt(texts.size());
    types.copyTo(bytes, HEADER);
    texts.copyTo(bytes, HEADER + types.size());
    return bytes;
  }
}
