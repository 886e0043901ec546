package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plays apt and dpkg-deb over a made-up archive; "packages" are text files. */
final class ScriptedApt implements Tools {
  static final KernelEntry ENTRY =
      new KernelEntry(
          new KernelId("debian-6.1-amd64"),
          Architecture.AMD64,
          Archive.DEBIAN,
          List.of("sid"),
          List.of(Pattern.compile("linux-image-6\\.1\\.0-[0-9]+-amd64")),
          Optional.empty(),
          Pattern.compile("6\\.1\\.0-[0-9]+-amd64"),
          true,
          Lane.STANDARD,
          List.of());

  /** A line of two packages, of which the second may be in the pool alone. */
  static final KernelEntry SPLIT =
      new KernelEntry(
          new KernelId("debian-7.1-amd64"),
          Architecture.AMD64,
          Archive.DEBIAN,
          List.of("sid"),
          List.of(
              Pattern.compile("linux-image-6\\.1\\.0-[0-9]+-amd64"),
              Pattern.compile("linux-modules-6\\.1\\.0-[0-9]+-amd64")),
          Optional.of("main/l/linux"),
          Pattern.compile("6\\.1\\.0-[0-9]+-amd64"),
          true,
          Lane.ADVISORY,
          List.of());

  final List<String> calls = new ArrayList<>();
  private final List<KernelPackage> listed = new ArrayList<>();
  private boolean online = true;
  private Optional<String> pooled = Optional.empty();
  private boolean honest = true;
  private long slowMillis;

  static KernelPackage image(int abi) {
    byte[] content = ("package " + abi).getBytes(StandardCharsets.UTF_8);
    return new KernelPackage(
        "linux-image-6.1.0-" + abi + "-amd64",
        "6.1." + abi + "-1",
        sha256(content),
        content.length);
  }

  ScriptedApt lists(int... abis) {
    listed.clear();
    for (int abi : abis) {
      listed.add(image(abi));
    }
    return this;
  }

  /** Has a file of this content in the pool, which the index does not list. */
  ScriptedApt pools(String content) {
    pooled = Optional.of(content);
    return this;
  }

  static KernelPackage pooled(int abi, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new KernelPackage(
        "linux-modules-6.1.0-" + abi + "-amd64",
        "6.1." + abi + "-1",
        sha256(content),
        content.length);
  }

  ScriptedApt offline() {
    online = false;
    return this;
  }

  ScriptedApt dishonest() {
    honest = false;
    return this;
  }

  ScriptedApt slow(long millis) {
    slowMillis = millis;
    return this;
  }

  @Override
  public Output run(List<String> command, Path folder, Duration limit) throws IOException {
    String words = String.join(" ", command);
    if (command.getFirst().equals("dpkg-deb")) {
      calls.add("unpack");
      return unpack(Path.of(command.get(2)), Path.of(command.get(3)));
    } else if (words.endsWith("update")) {
      calls.add("update");
      return online
          ? new Output(0, "", "")
          : new Output(100, "", "Reading…\nE: Failed to fetch http://x: no network\n");
    } else if (words.endsWith(" pkgnames")) {
      return new Output(0, "linux-doc\n" + names(), "");
    } else if (words.contains(" show ")) {
      return new Output(0, stanzas(), "");
    }
    if (words.contains(" download-file ")) {
      calls.add("pool " + command.get(command.size() - 2));
      if (pooled.isPresent()) {
        Files.writeString(Path.of(command.getLast()), pooled.get());
      }
      return new Output(pooled.isPresent() ? 0 : 100, "", "");
    }
    calls.add("download");
    KernelPackage wanted =
        listed.stream()
            .filter(it -> words.endsWith(it.name() + "=" + it.version()))
            .findFirst()
            .orElseThrow();
    int abi = Integer.parseInt(wanted.version().replaceAll("6\\.1\\.(\\d+)-1", "$1"));
    pause();
    Files.writeString(folder.resolve("x.deb"), honest ? "package " + abi : "something else");
    return new Output(0, "", "");
  }

  private Output unpack(Path deb, Path to) throws IOException {
    String release = "6.1.0-" + Files.readString(deb).replace("package ", "") + "-amd64";
    Files.createDirectories(to.resolve("boot"));
    Files.createDirectories(to.resolve("lib/modules").resolve(release));
    Files.writeString(to.resolve("boot/vmlinuz-" + release), "kernel");
    pause();
    Files.writeString(to.resolve("boot/config-" + release), "CONFIG_BPF=y\n");
    return new Output(0, "", "");
  }

  private void pause() {
    try {
      Thread.sleep(slowMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String names() {
    return String.join("\n", listed.stream().map(KernelPackage::name).toList());
  }

  private String stanzas() {
    return String.join(
        "\n\n",
        listed.stream()
            .map(
                it ->
                    "Package: %s\nVersion: %s\nSHA256: %s\nSize: %d"
                        .formatted(it.name(), it.version(), it.sha256(), it.size()))
            .toList());
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
