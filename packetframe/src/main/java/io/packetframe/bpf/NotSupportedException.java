package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;

/** This kernel does not know what was asked; told by its answers, not by its version. */
public final class NotSupportedException extends BpfException {
  private static final long serialVersionUID = 1L;

  private final String feature;

  NotSupportedException(String step, String feature, String since, Errno errno) {
    super(step + ": this kernel has no " + feature + " (Linux " + since + ")", errno);
    this.feature = feature;
  }

  /** Returns what the kernel lacks, in words. */
  public String feature() {
    return feature;
  }
}
