package io.packetframe.bpf;

import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** BPF_MAP_CREATE: the kernel is given all that is known of a map, and less where it refuses. */
final class MapCreator {
  /** {@code union bpf_attr} up to map_extra. */
  private static final int ATTR_SIZE = 72;

  private final Syscalls syscalls;
  private final @Nullable Fd types;

  /**
   * Makes maps whose keys and values have types.
   *
   * @param types the object's BTF in the kernel; null for none
   */
  MapCreator(Syscalls syscalls, @Nullable Fd types) {
    this.syscalls = syscalls;
    this.types = types;
  }

  BpfMap create(MapSpec spec, String kernelName) throws BpfException {
    if (spec.content() instanceof MapContent.InnerMaps(MapSpec template, _)) {
      // The kernel remembers what the inner maps must look like, not this one.
      try (BpfMap inner = create(template, template.kernelName())) {
        return create(spec, kernelName, inner.fd().number());
      }
    }
    return create(spec, kernelName, 0);
  }

  private BpfMap create(MapSpec spec, String kernelName, int inner) throws BpfException {
    boolean typed = types != null && (spec.keyType() | spec.valueType()) != 0 && takesTypes(spec);
    int flags = spec.flags();
    long answer = call(spec, kernelName, inner, typed, flags);
    if (typed && Errno.isError(answer)) {
      answer = call(spec, kernelName, inner, false, flags);
    }
    if (answer == -Errno.EINVAL.number() && isForReading(spec)) {
      // Linux before 5.5 has no BPF_F_MMAPABLE (commit fc9702273e2e).
      flags &= ~MapSpec.MMAPABLE;
      answer = call(spec, kernelName, inner, typed, flags);
    }
    if (Errno.isError(answer)) {
      throw new BpfException(
          "create " + spec.type().name() + " map " + spec.name(), Errno.of(answer));
    }
    return new BpfMap(
        syscalls, new Fd(syscalls, answer), spec.name(), MapDefinition.of(spec, flags));
  }

  private long call(MapSpec spec, String kernelName, int inner, boolean typed, int flags) {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, spec.type().number())
            .u32(4, spec.keySize())
            .u32(8, spec.valueSize())
            .u32(12, FittingEntries.of(spec))
            .u32(16, flags)
            .u32(20, inner)
            .u32(24, spec.numaNode())
            .bytes(28, kernelName.getBytes(StandardCharsets.US_ASCII))
            .u64(64, spec.extra());
    if (typed && types != null) {
      attr.u32(48, types.number()).u32(52, spec.keyType()).u32(56, spec.valueType());
    }
    return syscalls.bpf(BpfCommand.MAP_CREATE, attr);
  }

  /** Variables can be read by lookup too: that user space maps them is only a convenience. */
  private static boolean isForReading(MapSpec spec) {
    return GlobalVariables.holdsVariables(spec) && (spec.flags() & MapSpec.MMAPABLE) != 0;
  }

  /** The kernel has no types for what these hold (map_check_no_btf): spares a refused call. */
  private static boolean takesTypes(MapSpec spec) {
    return switch (spec.type()) {
      case PERF_EVENT_ARRAY,
          CGROUP_ARRAY,
          STACK_TRACE,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
          DEVMAP,
          DEVMAP_HASH,
          CPUMAP,
          XSKMAP,
          SOCKMAP,
          SOCKHASH,
          QUEUE,
          STACK ->
          false;
      default -> true;
    };
  }
}
