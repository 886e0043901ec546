package io.packetframe.fastpath;

import io.packetframe.bpf.KernelTypes;
import io.packetframe.bpf.KernelTypesException;
import io.packetframe.sys.linux.Syscalls;

/**
 * Where the kernel's own context of an XDP program says whether a frame has several buffers. A
 * program may look there since Linux 6.2 (commit fd264ca02094); else it has to ask a helper.
 */
final class KernelContext {
  /** The variable of the data path; 0: unknown. */
  static final String VARIABLE = "buff_flags";

  private KernelContext() {}

  /** Returns the offset of {@code flags} in {@code struct xdp_buff}, bytes; 0 where not known. */
  static int flagsOffset(Syscalls syscalls) {
    try (KernelTypes types = KernelTypes.ofThisKernel(syscalls)) {
      return types.hasFunction("bpf_cast_to_kern_ctx")
          ? types.offset("xdp_buff", "flags").orElse(0)
          : 0;
    } catch (KernelTypesException e) {
      // A kernel without types, or one that does not show them: the helper does as well.
      return 0;
    }
  }
}
