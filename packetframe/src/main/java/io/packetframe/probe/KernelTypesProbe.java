package io.packetframe.probe;

import io.packetframe.bpf.KernelTypes;
import io.packetframe.bpf.KernelTypesException;
import java.nio.file.NoSuchFileException;
import java.util.OptionalInt;

/** Whether the kernel tells its types, as BTF. */
final class KernelTypesProbe extends HostProbe {
  private static final String FILE = "/sys/kernel/btf/vmlinux";

  KernelTypesProbe() {
    super(
        new CapabilityDescription(
            "btf.vmlinux",
            false,
            "With it, the loader adapts programs to this kernel's structures (CO-RE), and since 6.2"
                + " the data path reads there whether a frame has several buffers. Without it, the"
                + " data path calls a helper for that; it needs no other type.",
            "5.4 (commit 341dfcf8d78e), built with CONFIG_DEBUG_INFO_BTF",
            Advisories.ONLY_IN_FULL + "Reads " + FILE + " and looks for struct xdp_buff.",
            "Install a kernel that is built with CONFIG_DEBUG_INFO_BTF=y."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    try (KernelTypes types = KernelTypes.ofThisKernel(host.syscalls())) {
      OptionalInt data = types.offset("xdp_buff", "data");
      return data.isPresent()
          ? new Verdict.Supported("the kernel tells its types")
          : Verdict.inconclusive(FILE + " has no struct xdp_buff", "no struct xdp_buff");
    } catch (KernelTypesException e) {
      String why = String.valueOf(e.getMessage());
      return e.getCause() instanceof NoSuchFileException
          ? Verdict.unsupported("the kernel tells no types", why)
          : Verdict.inconclusive(why, why);
    }
  }
}
