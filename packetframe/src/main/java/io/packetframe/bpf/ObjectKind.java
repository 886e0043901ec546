package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/**
 * What a descriptor from BPF_OBJ_GET is. No command of bpf(2) tells; the name of the descriptor
 * does (anon_inode_getfd in kernel/bpf/syscall.c).
 */
enum ObjectKind {
  MAP("map", "anon_inode:bpf-map"),
  PROGRAM("program", "anon_inode:bpf-prog"),
  LINK("link", "anon_inode:bpf_link"),
  /** Of a kind that we do not know, or /proc is not mounted. */
  UNKNOWN("of unknown kind", "");

  private final String word;
  private final String target;

  ObjectKind(String word, String target) {
    this.word = word;
    this.target = target;
  }

  String word() {
    return word;
  }

  static ObjectKind of(Syscalls syscalls, Fd fd) {
    ByteBuffer target = NativeMemory.allocate(64);
    long length = syscalls.readlink(NativeMemory.cString("/proc/self/fd/" + fd.number()), target);
    if (Errno.isError(length)) {
      return UNKNOWN;
    }
    String name = NativeMemory.text(target, 0, (int) length);
    for (ObjectKind kind : values()) {
      if (kind.target.equals(name)) {
        return kind;
      }
    }
    return UNKNOWN;
  }
}
