package io.packetframe.oracle;

import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A program of the kernel's as lines: what the verifier made of it, where its functions start, and
 * the source of its lines. An offset into a map's value is kept; a map's id becomes its name.
 */
final class ProgramText {
  /** struct bpf_prog_info up to attach_btf_id (5.18). */
  private static final int SIZE_OF_INFO = 232;

  private static final int FUNCTION = 8;
  private static final int LINE = 16;

  private static final int LOAD_64_BITS = 0x18;
  private static final int MAP = 1;
  private static final int MAP_VALUE = 2;

  private ProgramText() {}

  static void describe(KernelView view, String name, Fd fd, List<String> lines) throws IOException {
    ByteBuffer sizes = NativeMemory.allocate(SIZE_OF_INFO);
    view.read(fd, sizes);
    ByteBuffer info = NativeMemory.allocate(SIZE_OF_INFO);
    info.putInt(20, sizes.getInt(20));
    ByteBuffer code = KernelView.buffer(info, 32, sizes.getInt(20));
    info.putInt(132, FUNCTION);
    info.putInt(144, sizes.getInt(144));
    ByteBuffer functions = KernelView.buffer(info, 136, sizes.getInt(144) * FUNCTION);
    info.putInt(148, sizes.getInt(148));
    info.putInt(172, LINE);
    ByteBuffer sources = KernelView.buffer(info, 152, sizes.getInt(148) * LINE);
    view.read(fd, info);
    lines.add(
        "program %s: type %d, name %s, gpl %d, verified %d, attached to %d of %d"
            .formatted(
                name,
                info.getInt(0),
                NativeMemory.text(info, 64, 16),
                info.getInt(84) & 1,
                info.getInt(216),
                info.getInt(224),
                info.getInt(220)));
    instructions(view, code, lines);
    Types types = Types.open(view, info.getInt(128));
    for (int at = 0; at < functions.capacity(); at += FUNCTION) {
      lines.add(
          "  function at %d: %s"
              .formatted(functions.getInt(at), types.name(functions.getInt(at + 4))));
    }
    for (int at = 0; at < sources.capacity(); at += LINE) {
      lines.add(
          "  line at %d: %s:%d:%d %s"
              .formatted(
                  sources.getInt(at),
                  types.text(sources.getInt(at + 4)),
                  sources.getInt(at + 12) >>> 10,
                  sources.getInt(at + 12) & 0x3ff,
                  types.text(sources.getInt(at + 8)).strip()));
    }
  }

  private static void instructions(KernelView view, ByteBuffer code, List<String> lines) {
    for (int at = 0; at < code.capacity(); at += 8) {
      int opcode = code.get(at) & 0xff;
      int source = code.get(at + 1) >> 4 & 0xf;
      String immediate =
          opcode == LOAD_64_BITS && (source == MAP || source == MAP_VALUE)
              ? "map " + view.map(code.getInt(at + 4))
              : "%08x".formatted(code.getInt(at + 4));
      String line =
          "  %d: %02x %02x %04x %s"
              .formatted(
                  at / 8,
                  opcode,
                  code.get(at + 1) & 0xff,
                  code.getShort(at + 2) & 0xffff,
                  immediate);
      if (opcode == LOAD_64_BITS) {
        // One number in two slots.
        at += 8;
        line += " %08x".formatted(code.getInt(at + 4));
      }
      lines.add(line);
    }
  }
}
