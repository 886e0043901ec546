package io.packetframe.config;

import io.packetframe.FileFailure;
import io.packetframe.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Config files: how a path becomes the bytes that {@link ConfigParser} takes. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads and parses a file. Only regular files are opened, as opening a FIFO or a device can wait
   * forever, and only files of at most {@link ConfigParser#MAX_BYTES} are read.
   *
   * @throws ConfigReadException if there is no such file or it cannot be read
   */
  public static ParseResult read(Path file) throws ConfigReadException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new ConfigReadException("cannot read " + shown(file) + ": it is a directory", null);
      }
      if (!attributes.isRegularFile()) {
        throw new ConfigReadException(
            "cannot read " + shown(file) + ": it is no regular file but a pipe, socket or device",
            null);
      }
      if (attributes.size() > ConfigParser.MAX_BYTES) {
        return ConfigParser.unread(ConfigParser.tooLarge(attributes.size()));
      }
      try (InputStream in = Files.newInputStream(file)) {
        // One byte more than may be: the file can have grown, and some files have no size.
        return ConfigParser.parse(in.readNBytes(ConfigParser.MAX_BYTES + 1));
      }
    } catch (IOException e) {
      throw new ConfigReadException("cannot read " + shown(file) + ": " + FileFailure.reason(e), e);
    }
  }

  private static String shown(Path file) {
    return Printable.escaped(file.toString());
  }
}
