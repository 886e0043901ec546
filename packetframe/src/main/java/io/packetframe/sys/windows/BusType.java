package io.packetframe.sys.windows;

/** STORAGE_BUS_TYPE (winioctl.h, ntddstor.h): those that say what a disk is. */
public final class BusType {
  /** BusTypeUsb. */
  public static final int USB = 7;

  /** BusTypeiScsi. */
  public static final int ISCSI = 9;

  /** BusTypeSd. */
  public static final int SD = 12;

  /** BusTypeMmc. */
  public static final int MMC = 13;

  /** BusTypeVirtual. */
  public static final int VIRTUAL = 14;

  /** BusTypeFileBackedVirtual: a mounted image. */
  public static final int FILE_BACKED_VIRTUAL = 15;

  /** BusTypeSpaces: made of several disks. */
  public static final int SPACES = 16;

  /** BusTypeNvme. */
  public static final int NVME = 17;

  /** BusTypeUfs. */
  public static final int UFS = 19;

  private BusType() {}
}
