package io.packetframe.host.linux;

/** IF_OPER_ of a device (include/uapi/linux/if.h), by RFC 2863; the order is the kernel's. */
public enum OperationalState {
  UNKNOWN,
  NOT_PRESENT,
  DOWN,
  LOWER_LAYER_DOWN,
  TESTING,
  DORMANT,
  UP;

  /** Returns the state of that number; one of a newer kernel is unknown. */
  static OperationalState of(int number) {
    OperationalState[] all = values();
    return number >= 0 && number < all.length ? all[number] : UNKNOWN;
  }

  /** Whether the device can send: a device that does not report its state says unknown. */
  public boolean canSend() {
    return this == UP || this == UNKNOWN;
  }
}
