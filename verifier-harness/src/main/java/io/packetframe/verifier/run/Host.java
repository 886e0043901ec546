package io.packetframe.verifier.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The machine on which guests run, and what it built.
 *
 * @param qemu its QEMU, by name
 * @param qemuVersion first line of what it says of itself
 * @param clang the compiler of our BPF objects
 * @param clangPinned whether it is the pinned one
 */
record Host(String qemu, String qemuVersion, String clang, boolean clangPinned) {
  private static final String MANIFEST = "/io/packetframe/bpf/objects/manifest.properties";

  static Host look(GuestMachine machine) throws IOException, HarnessException {
    Properties manifest = new Properties();
    try (InputStream in = Host.class.getResourceAsStream(MANIFEST)) {
      if (in != null) {
        manifest.load(in);
      }
    }
    String clang = manifest.getProperty("clang", "unknown");
    String pinned = manifest.getProperty("clang.pinned", "none");
    return new Host(machine.qemu(), version(machine), clang, clang.startsWith(pinned + "."));
  }

  String describe() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " CPUs, "
        + qemuVersion;
  }

  private static String version(GuestMachine machine) throws HarnessException {
    String qemu = machine.qemu();
    try {
      Process process = new ProcessBuilder(qemu, "--version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return said.lines().findFirst().orElse(qemu);
      }
      throw new HarnessException(qemu + " does not run: " + said.strip(), null);
    } catch (IOException e) {
      throw new HarnessException(
          "there is no " + qemu, ".github/setup, or apt-get install " + machine.qemuPackage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException("interrupted while asking " + qemu + " for its version", null);
    }
  }
}
