package io.packetframe.oracle;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the kernel holds of a loaded object, as lines; ids are replaced by names. */
final class KernelView {
  private final Syscalls syscalls;
  private final Map<Integer, String> maps = new HashMap<>();
  private final Map<Integer, String> programs = new HashMap<>();

  private KernelView(Syscalls syscalls, Answer.Loaded loaded) {
    this.syscalls = syscalls;
    loaded.maps().forEach((name, id) -> maps.put(id, name));
    loaded.programs().forEach((name, id) -> programs.put(id, name));
  }

  /** Returns maps, then programs, each by name: loaders may make them in another order. */
  static List<String> of(Syscalls syscalls, Answer.Loaded loaded) throws IOException {
    KernelView view = new KernelView(syscalls, loaded);
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> map : new TreeMap<>(loaded.maps()).entrySet()) {
      try (Fd fd = view.open(BpfCommand.MAP_GET_FD_BY_ID, map.getValue())) {
        MapText.describe(view, map.getKey(), fd, lines);
      }
    }
    for (Map.Entry<String, Integer> program : new TreeMap<>(loaded.programs()).entrySet()) {
      try (Fd fd = view.open(BpfCommand.PROG_GET_FD_BY_ID, program.getValue())) {
        ProgramText.describe(view, program.getKey(), fd, lines);
      }
    }
    return lines;
  }

  Fd open(BpfCommand command, int id) throws IOException {
    return new Fd(syscalls, check(command, new KernelStruct(12).u32(0, id)));
  }

  /**
   * Reads about an object into memory that may hold addresses of buffers for the kernel to fill.
   */
  void read(Fd fd, ByteBuffer info) throws IOException {
    long _ =
        check(
            BpfCommand.OBJ_GET_INFO_BY_FD,
            new KernelStruct(16).u32(0, fd.number()).u32(4, info.capacity()).pointer(8, info));
  }

  /** Makes memory of that size, for the kernel to fill, and puts its address into a structure. */
  static ByteBuffer buffer(ByteBuffer structure, int offset, int size) {
    ByteBuffer buffer = NativeMemory.allocate(size);
    if (size > 0) {
      structure.putLong(offset, Pointer.nativeValue(Native.getDirectBufferPointer(buffer)));
    }
    return buffer;
  }

  long call(BpfCommand command, KernelStruct attr) {
    return syscalls.bpf(command, attr);
  }

  private long check(BpfCommand command, KernelStruct attr) throws IOException {
    long answer = call(command, attr);
    if (Errno.isError(answer)) {
      throw new IOException(command + ": " + Errno.of(answer));
    }
    return answer;
  }

  String map(int id) {
    return maps.getOrDefault(id, "without a name");
  }

  String program(int id) {
    return programs.getOrDefault(id, "without a name");
  }
}
