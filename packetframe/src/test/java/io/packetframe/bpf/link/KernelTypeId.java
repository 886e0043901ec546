package io.packetframe.bpf.link;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.bpf.AttachTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds a type of the running kernel by walking its BTF in place: guests have little memory. */
final class KernelTypeId {
  private static final Path FILE = Path.of("/sys/kernel/btf/vmlinux");
  private static final int TYPEDEF = 8;
  private static final int FUNCTION = 12;

  private KernelTypeId() {}

  /** Returns a function; skips the test where the kernel's types have none of that name. */
  static AttachTarget ofFunction(String name) throws IOException {
    return find(FUNCTION, name);
  }

  /** Returns a tracepoint; skips the test where the kernel's types have none of that name. */
  static AttachTarget ofTracepoint(String name) throws IOException {
    return find(TYPEDEF, "btf_trace_" + name);
  }

  private static AttachTarget find(int wantedKind, String name) throws IOException {
    assumeTrue(Files.exists(FILE), "this kernel has no " + FILE);
    byte[] bytes = Files.readAllBytes(FILE);
    byte[] wanted = (name + "\0").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer btf = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int header = btf.getInt(4);
    int end = header + btf.getInt(8) + btf.getInt(12);
    int strings = header + btf.getInt(16);
    int at = header + btf.getInt(8);
    for (int id = 1; at < end; id++) {
      int start = strings + btf.getInt(at);
      int info = btf.getInt(at + 4);
      int kind = info >>> 24 & 0x1f;
      if (kind == wantedKind
          && Arrays.equals(bytes, start, start + wanted.length, wanted, 0, wanted.length)) {
        return AttachTarget.inKernel(id);
      }
      at += 12 + more(kind, info & 0xffff);
    }
    return abort("this kernel's types have no " + name);
  }

  /** Returns how many bytes follow the first 12 of a type. */
  private static int more(int kind, int count) {
    return switch (kind) {
      case 1, 14, 17 -> 4;
      case 3 -> 12;
      case 4, 5, 15, 19 -> 12 * count;
      case 6, 13 -> 8 * count;
      default -> 0;
    };
  }
}
