package io.packetframe.bpf;

import io.packetframe.spec.FunctionInfo;
import io.packetframe.spec.LineInfo;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The types of an object as the kernel holds them, for the functions and lines of its programs
 * (Linux 5.0, commits 838e96904ff3 and c454a46b5efd).
 *
 * @param btf what BPF_BTF_LOAD answered; not owned
 * @param strings where a text stands in the uploaded types
 */
record ProgramTypes(Fd btf, ToIntFunction<String> strings) {
  /** {@code struct bpf_func_info}: u32 instruction, u32 type id. */
  static final int FUNCTION_SIZE = 8;

  /** {@code struct bpf_line_info}: u32 instruction, file, source, line and column. */
  static final int LINE_SIZE = 16;

  /** BPF_LINE_INFO_LINE_NUM and _COL: the column has the lower ten bits. */
  private static final int COLUMN_BITS = 10;

  private static final int MAX_COLUMN = (1 << COLUMN_BITS) - 1;

  ByteBuffer functions(List<FunctionInfo> functions) {
    ByteBuffer memory = NativeMemory.allocate(functions.size() * FUNCTION_SIZE);
    for (FunctionInfo function : functions) {
      memory.putInt(function.instruction()).putInt(function.type());
    }
    return memory;
  }

  ByteBuffer lines(List<LineInfo> lines) {
    ByteBuffer memory = NativeMemory.allocate(lines.size() * LINE_SIZE);
    for (LineInfo line : lines) {
      memory
          .putInt(line.instruction())
          .putInt(strings.applyAsInt(line.file()))
          .putInt(strings.applyAsInt(line.source()))
          .putInt(line.line() << COLUMN_BITS | Math.min(line.column(), MAX_COLUMN));
    }
    return memory;
  }
}
