package io.packetframe.bpf.link;

/** Where XDP runs (include/uapi/linux/if_link.h, XDP_FLAGS_*). */
public enum XdpMode {
  /** In the driver, before a socket buffer exists: XDP_FLAGS_DRV_MODE. */
  NATIVE(1 << 2, "native"),
  /** In the stack, on socket buffers, with any driver: XDP_FLAGS_SKB_MODE. */
  GENERIC(1 << 1, "generic");

  private final int flag;
  private final String word;

  XdpMode(int flag, String word) {
    this.flag = flag;
    this.word = word;
  }

  int flag() {
    return flag;
  }

  /** Returns the word that configs and reports use. */
  public String word() {
    return word;
  }
}
