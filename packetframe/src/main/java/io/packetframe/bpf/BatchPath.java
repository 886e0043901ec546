package io.packetframe.bpf;

/** How a batch went to the kernel. */
public enum BatchPath {
  /** By the kernel's own batch command (Linux 5.6, commit aa2e93b8e58e), many entries a call. */
  BATCH,
  /** One call per entry: this kernel has no batches for the type or the mode. */
  SINGLE
}
