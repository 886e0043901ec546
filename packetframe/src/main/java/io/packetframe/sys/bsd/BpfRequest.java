package io.packetframe.sys.bsd;

/** A request to a bpf(4) device, by its name in net/bpf.h. */
public enum BpfRequest {
  BIOCGBLEN(IoctlNumber.READ, Argument.INT, 0x66),
  /** Before BIOCSETIF only; answers the length that the kernel took. */
  BIOCSBLEN(IoctlNumber.EXCHANGED, Argument.INT, 0x66),
  /** Sets the filter and empties the buffer. */
  BIOCSETF(IoctlNumber.WRITTEN, Argument.PROGRAM, 0x67),
  /** Sets the filter and keeps the buffer. */
  BIOCSETFNR(IoctlNumber.WRITTEN, Argument.PROGRAM, Numbers.DIFFERS),
  /** Filters what is written to the device. */
  BIOCSETWF(IoctlNumber.WRITTEN, Argument.PROGRAM, Numbers.DIFFERS),
  BIOCFLUSH(IoctlNumber.NOTHING, Argument.NONE, 0x68),
  BIOCPROMISC(IoctlNumber.NOTHING, Argument.NONE, 0x69),
  /** The kind of link layer, a DLT_*. */
  BIOCGDLT(IoctlNumber.READ, Argument.INT, 0x6a),
  BIOCGETIF(IoctlNumber.READ, Argument.IFREQ, 0x6b),
  BIOCSETIF(IoctlNumber.WRITTEN, Argument.IFREQ, 0x6c),
  BIOCSRTIMEOUT(IoctlNumber.WRITTEN, Argument.TIMEVAL, Numbers.DIFFERS),
  BIOCGSTATS(IoctlNumber.READ, Argument.STATISTICS, 0x6f),
  /** Hands frames over as they come, not when the buffer is full. */
  BIOCIMMEDIATE(IoctlNumber.WRITTEN, Argument.INT, 0x70),
  BIOCVERSION(IoctlNumber.READ, Argument.INT, 0x71),
  BIOCSHDRCMPLT(IoctlNumber.WRITTEN, Argument.INT, 0x75),
  BIOCSDLT(IoctlNumber.WRITTEN, Argument.INT, Numbers.DIFFERS),
  BIOCGDLTLIST(IoctlNumber.EXCHANGED, Argument.DLT_LIST, Numbers.DIFFERS),
  /** BIOCSDIRECTION, BIOCSDIRFILT or BIOCSSEESENT: {@link BpfDirections} says what it takes. */
  DIRECTION(IoctlNumber.WRITTEN, Argument.INT, Numbers.DIFFERS),
  BIOCLOCK(IoctlNumber.NOTHING, Argument.NONE, Numbers.DIFFERS);

  /** What a request points to; its size may be each system's own. */
  enum Argument {
    NONE,
    /** u_int, or struct bpf_version of two u_short. */
    INT,
    PROGRAM,
    IFREQ,
    TIMEVAL,
    STATISTICS,
    DLT_LIST
  }

  /** A constant cannot name a static field of its own enum. */
  private static final class Numbers {
    static final int DIFFERS = -1;
  }

  private final IoctlNumber direction;
  private final Argument argument;
  private final int commonNumber;

  BpfRequest(IoctlNumber direction, Argument argument, int commonNumber) {
    this.direction = direction;
    this.argument = argument;
    this.commonNumber = commonNumber;
  }

  boolean isCommon() {
    return commonNumber != Numbers.DIFFERS;
  }

  int value(BpfAbi abi, int number) {
    return direction.of(abi.sizeOf(argument), number);
  }

  int commonValue(BpfAbi abi) {
    return value(abi, commonNumber);
  }
}
