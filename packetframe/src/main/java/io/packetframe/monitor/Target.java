package io.packetframe.monitor;

import io.packetframe.net.InterfaceName;
import java.nio.file.Path;

/** What a monitor is attached to. */
public sealed interface Target {
  /** Which way frames go, as the host sees it. */
  enum Direction {
    INGRESS,
    EGRESS
  }

  /** Where in a function. */
  enum Point {
    ENTRY,
    RETURN
  }

  /** What happens to a socket. */
  enum Socket {
    /** It takes an address and a port of its own. */
    BIND("bind"),
    /** It connects by IPv4, or sends the first datagram to a peer. */
    CONNECT4("connect by IPv4"),
    /** The same by IPv6. */
    CONNECT6("connect by IPv6");

    private final String words;

    Socket(String words) {
      this.words = words;
    }
  }

  /**
   * The frames of an interface in one direction: where they come in before the stack sees them,
   * where they leave behind it.
   */
  record Frames(InterfaceName interfaceName, Direction direction) implements Target {}

  /** A function of the kernel, by its name in the kernel's symbols. */
  record KernelFunction(String name, Point point) implements Target {
    public KernelFunction {
      requireWord("function", name);
    }
  }

  /** A tracepoint of the kernel with its arguments as they are, e.g. {@code sched_switch}. */
  record RawTracepoint(String name) implements Target {
    public RawTracepoint {
      requireWord("tracepoint", name);
    }
  }

  /** A tracepoint of the kernel with its fields, e.g. {@code sched} and {@code sched_switch}. */
  record Tracepoint(String category, String name) implements Target {
    public Tracepoint {
      requireWord("category", category);
      requireWord("tracepoint", name);
    }
  }

  /** A hook of the security modules, e.g. {@code file_open}. */
  record SecurityHook(String name) implements Target {
    public SecurityHook {
      requireWord("hook", name);
    }
  }

  /** A cgroup and all below it; the program's section says at which of its hooks. */
  record ControlGroup(Path directory) implements Target {
    public ControlGroup {
      if (!directory.isAbsolute()) {
        throw new IllegalArgumentException("a cgroup needs an absolute path: " + directory);
      }
    }
  }

  /** What programs do with sockets, everywhere on the host: a hook of eBPF for Windows. */
  record SocketHook(Socket event) implements Target {}

  private static void requireWord(String what, String name) {
    if (!name.matches("[A-Za-z0-9_.:$]+")) {
      throw new IllegalArgumentException("no name of a " + what + ": " + name);
    }
  }

  /** Returns the target in words, e.g. {@code egress of eth0}. */
  default String text() {
    return switch (this) {
      case Frames frames ->
          (frames.direction() == Direction.INGRESS ? "ingress of " : "egress of ")
              + frames.interfaceName();
      case KernelFunction function ->
          (function.point() == Point.ENTRY ? "kernel function " : "return of kernel function ")
              + function.name();
      case RawTracepoint tracepoint -> "raw tracepoint " + tracepoint.name();
      case Tracepoint tracepoint -> "tracepoint " + tracepoint.category() + ":" + tracepoint.name();
      case SecurityHook hook -> "security hook " + hook.name();
      case ControlGroup group -> "cgroup " + group.directory();
      case SocketHook hook -> hook.event().words + " of sockets";
    };
  }
}
