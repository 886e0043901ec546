package io.packetframe.bpf;

/**
 * What the kernel tells about a link ({@code struct bpf_link_info}; Linux 5.8, commit
 * f2e10bff16a0).
 *
 * @param id as the kernel numbers it
 * @param type the kernel's number ({@code enum bpf_link_type})
 * @param programId of the program that is attached; 0 where none is any more
 */
public record LinkInfo(int id, int type, int programId) {
  private static final int RAW_TRACEPOINT = 1;
  private static final int TRACING = 2;
  private static final int PERF_EVENT = 7;
  private static final int KPROBE_MULTI = 8;
  private static final int UPROBE_MULTI = 12;

  /** Tells whether the kernel can put another program into the link (BPF_LINK_UPDATE). */
  public boolean isUpdatable() {
    return switch (type) {
      case RAW_TRACEPOINT, TRACING, PERF_EVENT, KPROBE_MULTI, UPROBE_MULTI -> false;
      default -> true;
    };
  }
}
