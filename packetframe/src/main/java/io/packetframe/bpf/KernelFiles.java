package io.packetframe.bpf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * What the running kernel tells in files: its configuration and the addresses of its symbols. Each
 * is read once for a load, line by line, and only for the names that are asked for.
 *
 * @param root the folder that stands for {@code /}
 */
record KernelFiles(Path root) {
  private static final long HEXADECIMAL = 16;

  static KernelFiles ofThisKernel() {
    return new KernelFiles(Path.of("/"));
  }

  /**
   * Returns the settings among these that the kernel was built with, as they stand behind the
   * equals sign. What is not set is not there.
   *
   * @throws IOException if the distribution left no configuration, or it cannot be read
   */
  Map<String, String> configuration(Set<String> wanted, String release) throws IOException {
    Path boot = root.resolve("boot/config-" + release);
    Path proc = root.resolve("proc/config.gz");
    Map<String, String> found = new HashMap<>();
    try (BufferedReader lines = Files.exists(boot) ? text(boot, false) : text(proc, true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int equals = line.indexOf('=');
        if (line.startsWith("CONFIG_") && equals > 0) {
          String name = line.substring(0, equals);
          if (wanted.contains(name)) {
            found.put(name, line.substring(equals + 1));
          }
        }
      }
    }
    return found;
  }

  private static BufferedReader text(Path file, boolean compressed) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      InputStream plain = compressed ? new GZIPInputStream(bytes) : bytes;
      return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /**
   * Returns the addresses of symbols of the kernel and its modules. A name that several have is not
   * there, nor is any where addresses are hidden ({@code kernel.kptr_restrict}).
   *
   * @throws IOException if {@code /proc/kallsyms} cannot be read
   */
  Map<String, Long> addresses(Set<String> wanted) throws IOException {
    Map<String, Long> found = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    try (BufferedReader lines = text(root.resolve("proc/kallsyms"), false)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // ffffffff81000000 T name, and for a module: tab [module]
        int afterAddress = line.indexOf(' ');
        int end = line.indexOf('\t');
        int start = afterAddress + 3;
        end = end < 0 ? line.length() : end;
        if (afterAddress > 0 && start < end && wanted.contains(line.substring(start, end))) {
          String name = line.substring(start, end);
          OptionalLong address = address(line, afterAddress);
          if (address.isPresent()) {
            Long other = found.putIfAbsent(name, address.getAsLong());
            if (other != null && other != address.getAsLong()) {
              ambiguous.add(name);
            }
          }
        }
      }
    }
    found.keySet().removeAll(ambiguous);
    return found;
  }

  private static OptionalLong address(String line, int end) {
    long address = 0;
    for (int i = 0; i < end; i++) {
      int digit = Character.digit(line.charAt(i), (int) HEXADECIMAL);
      if (digit < 0 || end > HEXADECIMAL) {
        return OptionalLong.empty();
      }
      address = address << 4 | digit;
    }
    return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
  }
}
