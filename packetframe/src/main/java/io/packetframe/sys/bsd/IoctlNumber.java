package io.packetframe.sys.bsd;

/** How a BSD makes the number of an ioctl: sys/ioccom.h, the same on all of them. */
enum IoctlNumber {
  /** _IO: no argument. */
  NOTHING(0x2000_0000),
  /** _IOR: the kernel writes the argument. */
  READ(0x4000_0000),
  /** _IOW: the kernel reads it. */
  WRITTEN(0x8000_0000),
  /** _IOWR: both. */
  EXCHANGED(0xc000_0000);

  /** IOCPARM_MASK. */
  private static final int LARGEST = 0x1fff;

  private final int direction;

  IoctlNumber(int direction) {
    this.direction = direction;
  }

  /**
   * Returns the number of a request of bpf(4).
   *
   * @param size of the argument in bytes
   * @param number 0 to 255, within the group 'B'
   */
  int of(int size, int number) {
    if (size < 0 || size > LARGEST || number < 0 || number > 0xff) {
      throw new IllegalArgumentException("ioctl 'B' " + number + " of " + size + " bytes");
    }
    return direction | (size << 16) | ('B' << 8) | number;
  }
}
