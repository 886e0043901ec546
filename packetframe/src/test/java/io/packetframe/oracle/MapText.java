package io.packetframe.oracle;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** A map of the kernel's as lines: its definition, and the entries that an object can give it. */
final class MapText {
  private static final int ARRAY = 2;
  private static final int PROG_ARRAY = 3;
  private static final int ARRAY_OF_MAPS = 12;

  /** Arrays of more entries are no sections of variables and hold nothing at the start. */
  private static final int MOST_ENTRIES = 64;

  private MapText() {}

  static void describe(KernelView view, String name, Fd fd, List<String> lines) throws IOException {
    ByteBuffer info = NativeMemory.allocate(88);
    view.read(fd, info);
    int type = info.getInt(0);
    Types types = Types.open(view, info.getInt(64));
    lines.add(
        "map %s: type %d, key %d, value %d, entries %d, flags 0x%x, extra %d, name %s%s"
            .formatted(
                name,
                type,
                info.getInt(8),
                info.getInt(12),
                info.getInt(16),
                info.getInt(20),
                info.getLong(80),
                NativeMemory.text(info, 24, 16),
                isFrozen(fd) ? ", frozen" : ""));
    lines.add(
        "  of %s to %s, kernel's value type %d"
            .formatted(types.name(info.getInt(68)), types.name(info.getInt(72)), info.getInt(44)));
    if ((type == ARRAY || type == PROG_ARRAY || type == ARRAY_OF_MAPS)
        && info.getInt(16) <= MOST_ENTRIES) {
      entries(view, fd, type, info, lines);
    }
  }

  private static void entries(
      KernelView view, Fd fd, int type, ByteBuffer info, List<String> lines) {
    ByteBuffer key = NativeMemory.allocate(4);
    ByteBuffer value = NativeMemory.allocate(info.getInt(12));
    for (int i = 0; i < info.getInt(16); i++) {
      key.putInt(0, i);
      KernelStruct attr =
          new KernelStruct(32).u32(0, fd.number()).pointer(8, key).pointer(16, value);
      if (view.call(BpfCommand.MAP_LOOKUP_ELEM, attr) == 0) {
        lines.add("  [" + i + "] " + entry(view, type, value));
      }
    }
  }

  private static String entry(KernelView view, int type, ByteBuffer value) {
    return switch (type) {
      case PROG_ARRAY -> "program " + view.program(value.getInt(0));
      case ARRAY_OF_MAPS -> "map " + view.map(value.getInt(0));
      default -> {
        byte[] bytes = new byte[value.capacity()];
        value.get(0, bytes);
        yield HexFormat.of().formatHex(bytes);
      }
    };
  }

  private static boolean isFrozen(Fd fd) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd.number())).contains("frozen:\t1");
  }
}
