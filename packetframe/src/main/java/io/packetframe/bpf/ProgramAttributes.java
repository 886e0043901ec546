package io.packetframe.bpf;

import io.packetframe.spec.AttachType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code union bpf_attr} of BPF_PROG_LOAD. What the attributes point to is made once for all
 * attempts; what is not used stays zero, which every kernel takes.
 */
final class ProgramAttributes {
  /** Up to log_true_size, which kernels since 6.4 write. */
  private static final int SIZE = 144;

  /** Where the log's level stands, for attributes that have a log. */
  static final int LOG_LEVEL = 24;

  private static final int LOG_TRUE_SIZE = 140;

  private final ProgramSpec spec;
  private final AttachTarget target;
  private final @Nullable ProgramTypes types;
  private final ByteBuffer code;
  private final ByteBuffer license;
  private final @Nullable ByteBuffer modules;
  private final @Nullable ByteBuffer functions;
  private final @Nullable ByteBuffer lines;

  /**
   * Makes the attributes of a program whose code is encoded.
   *
   * @param types null for none
   */
  ProgramAttributes(
      ProgramSpec spec, EncodedProgram code, AttachTarget target, @Nullable ProgramTypes types) {
    this(
        spec,
        code.code(),
        code.descriptors().isEmpty() ? null : code.descriptors().encode(),
        target,
        types);
  }

  ProgramAttributes(
      ProgramSpec spec,
      ByteBuffer code,
      @Nullable ByteBuffer modules,
      AttachTarget target,
      @Nullable ProgramTypes types) {
    this.spec = spec;
    this.target = target;
    this.code = code;
    this.modules = modules;
    this.license = NativeMemory.cString(spec.license());
    // The kernel takes lines only with functions, and functions only with types.
    this.types = spec.functions().isEmpty() ? null : types;
    this.functions = this.types == null ? null : this.types.functions(spec.functions());
    this.lines =
        this.types == null || spec.lines().isEmpty() ? null : this.types.lines(spec.lines());
  }

  /** Makes the attributes of a program that refers to nothing. */
  static ProgramAttributes of(ProgramSpec spec, AttachTarget target) {
    return new ProgramAttributes(spec, EncodedProgram.of(spec), null, target, null);
  }

  ProgramSpec spec() {
    return spec;
  }

  /** Returns new attributes with that log; empty memory for none. */
  KernelStruct with(ByteBuffer log) {
    KernelStruct attr =
        new KernelStruct(SIZE)
            .u32(0, spec.type().number())
            .u32(4, spec.instructions().size())
            .pointer(8, code)
            .pointer(16, license)
            .u32(44, spec.section().loadFlags())
            .bytes(48, spec.kernelName().getBytes(StandardCharsets.US_ASCII))
            .u32(68, attachType())
            .u32(108, target.typeId())
            .u32(112, target.object());
    if (log.capacity() > 0) {
      attr.u32(LOG_LEVEL, 1).u32(28, log.capacity()).pointer(32, log);
    }
    if (modules != null) {
      attr.pointer(120, modules);
    }
    if (types != null && functions != null) {
      attr.u32(72, types.btf().number())
          .u32(76, ProgramTypes.FUNCTION_SIZE)
          .pointer(80, functions)
          .u32(88, spec.functions().size());
    }
    if (lines != null) {
      attr.u32(92, ProgramTypes.LINE_SIZE).pointer(96, lines).u32(104, spec.lines().size());
    }
    return attr;
  }

  private int attachType() {
    Optional<AttachType> type = spec.section().attachType();
    return type.isPresent() ? type.get().number() : 0;
  }

  /** Returns how large the log would have been; 0 before Linux 6.4. */
  static int trueLogSize(KernelStruct attr) {
    return attr.u32(LOG_TRUE_SIZE);
  }
}
