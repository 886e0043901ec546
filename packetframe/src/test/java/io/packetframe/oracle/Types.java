package io.packetframe.oracle;

import io.packetframe.btf.BtfParser;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The BTF that came with a map or program: names by ids and by offsets. */
final class Types {
  private static final int SIZE_OF_INFO = 16;

  private final @Nullable Btf btf;
  private final ByteBuffer bytes;
  private final int strings;

  private Types(@Nullable Btf btf, ByteBuffer bytes, int strings) {
    this.btf = btf;
    this.bytes = bytes;
    this.strings = strings;
  }

  /** Opens the BTF with that id; 0 is none. */
  static Types open(KernelView view, int id) throws IOException {
    if (id == 0) {
      return new Types(null, NativeMemory.allocate(0), 0);
    }
    try (Fd fd = view.open(BpfCommand.BTF_GET_FD_BY_ID, id)) {
      ByteBuffer info = NativeMemory.allocate(SIZE_OF_INFO);
      view.read(fd, info);
      ByteBuffer sized = NativeMemory.allocate(SIZE_OF_INFO);
      sized.putInt(8, info.getInt(8));
      ByteBuffer bytes = KernelView.buffer(sized, 0, info.getInt(8));
      view.read(fd, sized);
      byte[] copy = new byte[bytes.capacity()];
      bytes.get(0, copy);
      // struct btf_header: hdr_len at 4, str_off at 16.
      return new Types(BtfParser.parse(copy), bytes, bytes.getInt(4) + bytes.getInt(16));
    } catch (ObjectException e) {
      throw new IOException("BTF " + id + ": " + e.getMessage(), e);
    }
  }

  /** Returns kind and name of a type. */
  String name(int type) {
    if (btf == null || type == 0) {
      return "none";
    }
    return btf.type(type).getClass().getSimpleName() + " " + btf.type(type).name();
  }

  /** Returns the text at that offset. */
  String text(int offset) {
    return btf == null ? "" : NativeMemory.text(bytes, strings + offset, end(offset));
  }

  private int end(int offset) {
    return bytes.capacity() - strings - offset;
  }
}
