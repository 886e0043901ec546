package io.packetframe.verifier.image;

import java.time.Instant;
import java.util.Arrays;

/** A member of an archive. Paths are relative to the guest's root, without a leading slash. */
public sealed interface CpioEntry {
  /** Returns where it lies, for example {@code etc/modules}. */
  String path();

  /** A folder; missing parents are added by the writer. */
  record Directory(String path, int permissions) implements CpioEntry {
    public Directory {
      requireValid(path, permissions);
    }
  }

  /** A file with its own modification time, kept in whole seconds. */
  record RegularFile(String path, int permissions, Instant modified, Content content)
      implements CpioEntry {
    public RegularFile {
      requireValid(path, permissions);
      long seconds = modified.getEpochSecond();
      if (seconds < 0 || seconds > 0xffff_ffffL) {
        throw new IllegalArgumentException(path + ": time does not fit a cpio header: " + modified);
      }
    }
  }

  /** A symbolic link. */
  record SymbolicLink(String path, String target) implements CpioEntry {
    public SymbolicLink {
      requireValid(path, 0777);
      if (target.isEmpty() || target.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(path + ": link without a target");
      }
    }
  }

  /** A character device, for example the console that init needs before /dev is mounted. */
  record CharacterDevice(String path, int permissions, int major, int minor) implements CpioEntry {
    public CharacterDevice {
      requireValid(path, permissions);
      if (major < 0 || minor < 0) {
        throw new IllegalArgumentException(path + ": negative device number");
      }
    }
  }

  private static void requireValid(String path, int permissions) {
    if (path.length() > 4000
        || path.indexOf('\0') >= 0
        || path.equals("TRAILER!!!")
        || Arrays.stream(path.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
      throw new IllegalArgumentException("not a path inside an archive: '" + path + "'");
    }
    if ((permissions & ~07777) != 0) {
      throw new IllegalArgumentException(path + ": not permissions: " + permissions);
    }
  }
}
