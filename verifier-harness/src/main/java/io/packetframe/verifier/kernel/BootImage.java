package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the head of a kernel's file says.
 *
 * <pre>
 * x86 bzImage   0x1fe  55 aa
 *               0x202  "HdrS"
 *               0x20e  u16, where its version stands, less 0x200
 * arm64 Image   0x38   "ARM\x64"
 * </pre>
 *
 * @param architecture that it is for
 * @param release its {@code uname -r}, where the file tells
 */
record BootImage(Architecture architecture, Optional<String> release) {
  private static final int HEAD = 1 << 16;
  private static final int LONGEST_RELEASE = 64;

  /** Reads the head of a file. */
  static BootImage read(Path file) throws IOException, KernelException {
    ByteBuffer head;
    try (InputStream in = Files.newInputStream(file)) {
      head = ByteBuffer.wrap(in.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (says(head, 0x202, "HdrS") && head.getShort(0x1fe) == (short) 0xaa55) {
      int at = Short.toUnsignedInt(head.getShort(0x20e));
      return new BootImage(Architecture.AMD64, at == 0 ? Optional.empty() : word(head, at + 0x200));
    }
    if (says(head, 0x38, "ARMd")) {
      return new BootImage(Architecture.ARM64, Optional.empty());
    }
    throw new KernelException(
        file + " is no kernel that boots here: neither an x86 bzImage nor an arm64 Image",
        says(head, 0, "\u001f\u008b") ? "gunzip it" : null,
        null);
  }

  private static boolean says(ByteBuffer head, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    if (head.limit() < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (head.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** What follows the release is who built it, and when. */
  private static Optional<String> word(ByteBuffer head, int start) {
    StringBuilder word = new StringBuilder();
    for (int at = start; at < head.limit() && word.length() < LONGEST_RELEASE; at++) {
      byte c = head.get(at);
      if (c <= ' ') {
        break;
      }
      word.append((char) c);
    }
    return word.isEmpty() ? Optional.empty() : Optional.of(word.toString());
  }
}
