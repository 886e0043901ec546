package io.packetframe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something could not be done to a file. */
public final class FileFailure {
  private FileFailure() {}

  /**
   * Returns what the operating system said, fit for a terminal; some of the JDK's exceptions stand
   * for it without saying it.
   */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "it is there already";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "directory not empty";
    }
    String reason =
        failure instanceof FileSystemException it ? it.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : Printable.escaped(reason);
  }
}
