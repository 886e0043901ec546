package io.packetframe.verifier.kernel;

import java.util.regex.Pattern;

/**
 * Exactly one package file.
 *
 * @param name of the package
 * @param version as Debian writes it
 * @param sha256 of the file, in lower-case hex
 * @param size of the file in bytes
 */
public record KernelPackage(String name, String version, String sha256, long size) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
  private static final Pattern VERSION = Pattern.compile("[0-9][A-Za-z0-9.+~:-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final long LARGEST = 2L << 30;

  public KernelPackage {
    // These reach a command line and a file name.
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a package name: '" + name + "'");
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(name + ": not a version: '" + version + "'");
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(name + ": not a sha256: '" + sha256 + "'");
    }
    if (size <= 0 || size > LARGEST) {
      throw new IllegalArgumentException(name + ": not the size of a package: " + size);
    }
  }

  @Override
  public String toString() {
    return name + " " + version;
  }
}
