package io.packetframe.sys.bsd;

import io.packetframe.sys.bsd.BpfRequest.Argument;
import java.util.OptionalInt;

/** What bpf(4) looks like on each system, 64 bits: net/bpf.h and net/if.h of it. */
public enum BpfAbi {
  FREEBSD,
  OPENBSD,
  NETBSD,
  MACOS,
  DRAGONFLY;

  /** Bytes of struct bpf_program: u32 bf_len, padding, a pointer. */
  private static final int PROGRAM_SIZE = 16;

  private static final int TIMEVAL_SIZE = 16;

  private BpfTable table() {
    return BpfTable.of(this);
  }

  /** Returns the number of a request; empty where the system has none such. */
  public OptionalInt request(BpfRequest request) {
    if (request.isCommon()) {
      return OptionalInt.of(request.commonValue(this));
    }
    Integer number = table().numbers().get(request);
    return number == null ? OptionalInt.empty() : OptionalInt.of(request.value(this, number));
  }

  int sizeOf(Argument argument) {
    return switch (argument) {
      case NONE -> 0;
      case INT -> Integer.BYTES;
      case PROGRAM -> PROGRAM_SIZE;
      case IFREQ -> table().sizes().ifreq();
      case TIMEVAL -> TIMEVAL_SIZE;
      case STATISTICS -> table().sizes().statistics();
      case DLT_LIST -> table().sizes().dltList();
    };
  }

  /** Returns how captured frames lie in the buffer. */
  public BpfRecordLayout records() {
    return table().records();
  }

  /** Returns how a direction is chosen. */
  public BpfDirections directions() {
    return table().directions();
  }

  /** Tells whether the devices are numbered, one for each user; else one path serves all. */
  public boolean hasNumberedDevices() {
    return this == MACOS;
  }

  /** Returns the number of DLT_LOOP: an address family in network order, then the packet. */
  public int dltLoop() {
    return table().families().loop();
  }

  /** Returns the number of DLT_RAW: the packet alone. */
  public int dltRaw() {
    return table().families().raw();
  }

  /** Returns the number of AF_INET6; AF_INET is 2 everywhere. */
  public int inet6() {
    return table().families().inet6();
  }
}
