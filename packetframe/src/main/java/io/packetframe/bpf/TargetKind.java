package io.packetframe.bpf;

import io.packetframe.btf.LazyBtf;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.BtfType;
import java.util.Optional;
import java.util.OptionalInt;

/** How the kernel's types show what a program can be attached to. */
enum TargetKind {
  FUNCTION("function", "", BtfType.Function.class),
  VARIABLE("variable", "", BtfType.Variable.class),
  /** The typedef has the prototype of what is called with the tracepoint's arguments. */
  TRACEPOINT("tracepoint", "btf_trace_", BtfType.Typedef.class),
  LSM_HOOK("LSM hook", "bpf_lsm_", BtfType.Function.class),
  ITERATOR("iterator", "bpf_iter_", BtfType.Function.class);

  private final String word;
  private final String prefix;
  private final Class<? extends BtfType> kind;

  TargetKind(String word, String prefix, Class<? extends BtfType> kind) {
    this.word = word;
    this.prefix = prefix;
    this.kind = kind;
  }

  /** Returns the one that programs of that attach type are loaded with; empty for none. */
  static Optional<TargetKind> of(AttachType type) {
    return switch (type) {
      case TRACE_FENTRY, TRACE_FEXIT, MODIFY_RETURN -> Optional.of(FUNCTION);
      case TRACE_RAW_TP -> Optional.of(TRACEPOINT);
      case LSM_MAC, LSM_CGROUP -> Optional.of(LSM_HOOK);
      case TRACE_ITER -> Optional.of(ITERATOR);
      default -> Optional.empty();
    };
  }

  String word() {
    return word;
  }

  OptionalInt find(LazyBtf types, String name) {
    return types.find(prefix + name, kind);
  }
}
