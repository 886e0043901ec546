package io.packetframe.packet;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The flags of TCP in the order of their bits, the lowest first. */
public enum TcpFlag {
  FIN(0x01),
  SYN(0x02),
  RST(0x04),
  PSH(0x08),
  ACK(0x10),
  URG(0x20),
  ECE(0x40),
  CWR(0x80);

  private final int bit;

  TcpFlag(int bit) {
    this.bit = bit;
  }

  /** Returns the word for it in the text of a packet. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static int bits(Set<TcpFlag> flags) {
    int bits = 0;
    for (TcpFlag flag : flags) {
      bits |= flag.bit;
    }
    return bits;
  }

  static Set<TcpFlag> of(int bits) {
    EnumSet<TcpFlag> flags = EnumSet.noneOf(TcpFlag.class);
    for (TcpFlag flag : values()) {
      if ((bits & flag.bit) != 0) {
        flags.add(flag);
      }
    }
    return flags;
  }
}
