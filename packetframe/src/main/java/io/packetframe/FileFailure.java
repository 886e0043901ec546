package io.packetframe;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file that the operator named could not be read. */
public final class FileFailure {
  private FileFailure() {}

  /**
   * Returns what the operating system said, fit for a terminal; two of the JDK's exceptions stand
   * for it without saying it.
   */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        failure instanceof FileSystemException it ? it.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : Printable.escaped(reason);
  }
}
