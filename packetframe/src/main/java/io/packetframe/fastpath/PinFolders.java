package io.packetframe.fastpath;

import io.packetframe.FileFailure;
import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folders of our pins: made, listed and removed as on any file system. */
final class PinFolders {
  private PinFolders() {}

  /**
   * Returns what is pinned, in the order in which it has to be removed.
   *
   * @throws PacketFrameException if a folder is there and cannot be read
   */
  static List<Path> pins(PinLayout layout) throws PacketFrameException {
    List<Path> pins = new ArrayList<>();
    for (Path folder : layout.folders()) {
      pins.addAll(in(folder));
    }
    return pins;
  }

  /**
   * Returns what is in a folder, by name; nothing where there is no such folder.
   *
   * @throws PacketFrameException if it cannot be read
   */
  static List<Path> in(Path folder) throws PacketFrameException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (IOException e) {
      throw failure("list", folder, e);
    }
    found.sort(null);
    return found;
  }

  /**
   * Makes the folders that are missing, and those above them.
   *
   * @param undo learns how to remove them
   * @throws PacketFrameException if one cannot be made
   */
  static void make(PinLayout layout, Unwinding undo) throws PacketFrameException {
    Path current = layout.root().getRoot();
    for (Path component : layout.folder()) {
      current = current.resolve(component);
      make(current, undo);
    }
    for (Path folder : layout.folders()) {
      make(folder, undo);
    }
  }

  private static void make(Path folder, Unwinding undo) throws PacketFrameException {
    // Above our own, a link may lead to where the BPF file system is mounted.
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw failure("make", folder, e);
    }
    undo.push("remove folder " + folder, () -> remove(folder));
  }

  /**
   * Removes the folders of the module; that of the config stays.
   *
   * @throws PacketFrameException if one cannot be removed, as where something is in it still
   */
  static void remove(PinLayout layout) throws PacketFrameException {
    for (Path folder : layout.folders()) {
      remove(folder);
    }
    remove(layout.folder());
  }

  private static void remove(Path folder) throws PacketFrameException {
    try {
      boolean _ = Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw failure("remove", folder, e);
    }
  }

  private static PacketFrameException failure(String what, Path folder, IOException cause) {
    return new PacketFrameException(
        "cannot "
            + what
            + " "
            + Printable.escaped(folder.toString())
            + ": "
            + FileFailure.reason(cause),
        null,
        cause);
  }
}
