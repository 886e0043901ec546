package io.packetframe.host;

/**
 * What holds the data, from best to worst. What is made of several is as its worst: a mirror of
 * flash and a hard disk waits for the hard disk.
 */
public enum StorageKind {
  /** The machine's memory. */
  MEMORY,
  /** Flash with an NVMe driver. */
  NVME,
  /** Other storage without moving parts. */
  SSD,
  /** Made by a hypervisor or by software: what is behind it cannot be seen. */
  VIRTUAL,
  /** Magnetic disks that turn. */
  HDD,
  /** Another machine. */
  NETWORK;

  /** Returns the worse of two. */
  public StorageKind worse(StorageKind other) {
    return compareTo(other) < 0 ? other : this;
  }
}
