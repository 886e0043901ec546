package io.packetframe.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An interface that a test made and removes, over rtnetlink: the guests' busybox cannot name a veth
 * peer. Names carry the process id, so that two runs do not meet.
 */
public final class TestLink implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final String name;
  private final String peer;

  private TestLink(String name, String peer) {
    this.name = name;
    this.peer = peer;
  }

  /** Makes a pair of interfaces; closing the returned one removes both. */
  public static TestLink veth() {
    TestLink link = new TestLink(freshName(), freshName());
    Links.newVeth(link.name, link.peer);
    return link;
  }

  /** Makes an interface of a kind without parameters; fails where the kernel lacks the kind. */
  public static TestLink ofKind(String kind) {
    TestLink link = new TestLink(freshName(), "");
    Links.newLink(link.name, kind);
    return link;
  }

  /** Returns the interface's name. */
  public String name() {
    return name;
  }

  /** Returns the name of the pair's other interface. */
  public String peer() {
    return peer;
  }

  /** Returns the interface's index. */
  public int index() {
    return Links.index(name);
  }

  /** Returns the index of the pair's other interface. */
  public int peerIndex() {
    return Links.index(peer);
  }

  /** Brings a pair up; the kernel sends nothing of its own over it. */
  public TestLink up() {
    for (String end : List.of(name, peer)) {
      withoutIpv6(end);
      Links.up(end);
    }
    return this;
  }

  private static void withoutIpv6(String interfaceName) {
    Path file = Path.of("/proc/sys/net/ipv6/conf", interfaceName, "disable_ipv6");
    try {
      if (Files.exists(file)) {
        Files.writeString(file, "1");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Links.delete(name);
  }

  private static String freshName() {
    return "pft" + ProcessHandle.current().pid() % 100_000 + "n" + COUNTER.getAndIncrement();
  }
}
