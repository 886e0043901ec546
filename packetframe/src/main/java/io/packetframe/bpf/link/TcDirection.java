package io.packetframe.bpf.link;

/** Which frames of an interface a program of type SCHED_CLS sees. */
public enum TcDirection {
  /** What comes in, after XDP. */
  INGRESS(46, 0xfffffff2, "ingress"),
  /** What goes out, before the queueing discipline. */
  EGRESS(47, 0xfffffff3, "egress");

  private final int attachType;
  private final int clsactParent;
  private final String word;

  TcDirection(int attachType, int clsactParent, String word) {
    this.attachType = attachType;
    this.clsactParent = clsactParent;
    this.word = word;
  }

  /** Returns BPF_TCX_INGRESS or BPF_TCX_EGRESS. */
  int attachType() {
    return attachType;
  }

  /** Returns the handle of the direction within clsact (TC_H_MIN_INGRESS, TC_H_MIN_EGRESS). */
  int clsactParent() {
    return clsactParent;
  }

  String word() {
    return word;
  }
}
