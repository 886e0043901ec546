package io.packetframe.host;

import java.util.List;

/**
 * A disk, a part of one, or a device that is made of others.
 *
 * @param name the system's name for it ({@code nvme0n1p2}, {@code dm-0})
 * @param label the name that people gave it, else the same as {@code name} ({@code vg0-root})
 * @param number major and minor number, or what else the system tells its devices apart by
 * @param bytes its size
 * @param kind what it is made of at worst
 * @param beneath the names of the devices that it is a part of or made of
 * @param identity a number of its own, which stays with it wherever it is plugged in
 * @param model the maker's name of a disk
 * @param health what the device says of its own state
 */
public record BlockDevice(
    String name,
    String label,
    String number,
    Role role,
    Fact<Long> bytes,
    Fact<StorageKind> kind,
    List<String> beneath,
    Fact<String> identity,
    Fact<String> model,
    Fact<String> health) {

  /** What a block device is. */
  public enum Role {
    DISK,
    PARTITION,
    RAID,
    ENCRYPTED,
    LOGICAL_VOLUME,
    MAPPED
  }

  /** Copies the list. */
  public BlockDevice {
    beneath = List.copyOf(beneath);
  }

  /** Returns it with another kind. */
  public BlockDevice withKind(Fact<StorageKind> other) {
    return new BlockDevice(
        name, label, number, role, bytes, other, beneath, identity, model, health);
  }

  /** Returns it with another health. */
  public BlockDevice withHealth(Fact<String> other) {
    return new BlockDevice(name, label, number, role, bytes, kind, beneath, identity, model, other);
  }
}
