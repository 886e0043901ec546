package io.packetframe.fastpath;

/** {@code enum xdp_action}: what becomes of a frame. The kernel takes any other for ABORTED. */
public enum XdpAction {
  ABORTED,
  DROP,
  PASS,
  TX,
  REDIRECT;

  /** Returns the action that the kernel takes for a program's answer. */
  public static XdpAction of(int answer) {
    return answer >= 0 && answer < values().length ? values()[answer] : ABORTED;
  }
}
