package io.packetframe.verifier.run;

import io.packetframe.testing.Peers;
import io.packetframe.verifier.kernel.Kernel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * virtme-ng of the peers' root that {@code .github/setup --peers} makes, in mount and process
 * namespaces of its own. The root is its guest's too, writable, over a memory file system that goes
 * with the namespace. QEMU is the host's: it runs in the host's own root, which the namespace has
 * at /mnt/host, with /tmp in common.
 */
final class VirtmeNg {
  private static final int MOST_SECONDS = 300;

  private static final String SCRIPT =
      """
      set -e
      peers=$0 kernel=$1
      mount --make-rprivate /
      mount -t tmpfs tmpfs "$peers/mnt"
      mkdir "$peers/mnt/upper" "$peers/mnt/work" "$peers/mnt/root"
      mount -t overlay -o "lowerdir=$peers,upperdir=$peers/mnt/upper,workdir=$peers/mnt/work" \
        overlay "$peers/mnt/root"
      root=$peers/mnt/root
      mount -t tmpfs tmpfs "$root/tmp"
      mount -t tmpfs tmpfs "$root/mnt"
      mkdir "$root/mnt/host" "$root/mnt/bin"
      cp "$kernel" "$root/tmp/kernel"
      mount --bind / "$root/mnt/host"
      mount --bind "$root/tmp" "$root/mnt/host/tmp"
      mount -t proc proc "$root/proc"
      mount -t sysfs sysfs "$root/sys"
      for at in "$root" "$root/mnt/host"; do
        mount --bind /dev "$at/dev"
      done
      mount --bind "$root/proc" "$root/mnt/host/proc"
      printf '#!/bin/sh\\nexec chroot /mnt/host qemu-system-x86_64 "$@"\\n' \
        >"$root/mnt/bin/qemu-system-x86_64"
      chmod 755 "$root/mnt/bin/qemu-system-x86_64"
      exec chroot "$root" env -i PATH=/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp TERM=dumb \
        vng --run /tmp/kernel --rw --disable-kvm --cpus 2 --memory 1G -- uname -r
      """;

  private VirtmeNg() {}

  static boolean isThere() {
    return Files.exists(Peers.root().resolve("usr/bin/vng"))
        && Files.exists(Peers.root().resolve("usr/libexec/virtiofsd"))
        && System.getProperty("user.name").equals("root");
  }

  /** Returns the version of its package. */
  static String version() throws IOException {
    return Peers.version("virtme-ng");
  }

  /** Returns the time until it printed the kernel's release. */
  static double secondsToCommand(Kernel kernel) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                List.of(
                    "timeout",
                    String.valueOf(MOST_SECONDS),
                    "unshare",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "sh",
                    "-c",
                    SCRIPT,
                    Peers.root().toString(),
                    kernel.image().toString()))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    long end = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (end == 0 && line.strip().equals(kernel.release())) {
          end = System.nanoTime();
        }
      }
    }
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || end == 0) {
      throw new IOException("virtme-ng: " + said);
    }
    return (end - start) / 1e9;
  }
}
