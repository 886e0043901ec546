package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import java.util.Optional;

/**
 * A program at a hook of the kernel, until it is closed. The program itself may be closed before.
 * Not safe for use by several threads; closing twice is an {@link IllegalStateException}.
 */
public sealed interface Link extends AutoCloseable
    permits KernelLink, XdpNetlinkLink, ClsactLink, CgroupLink, PerfEventLink, LinkGroup {

  /** Returns how the program came to the hook. */
  Way way();

  /** Returns why it was not the way that the newest kernels have; empty where it was. */
  Optional<String> remark();

  /**
   * Puts another program of the same type in its place: every event meets either the one or the
   * other.
   *
   * @throws UnsupportedOperationException where no kernel can: for tracing hooks attach the other
   *     program, then close this link
   * @throws BpfException if the kernel refuses; the program that was there stays
   */
  void update(Program next) throws BpfException;

  /** Detaches, unless the link was pinned or is someone else's. */
  @Override
  void close();
}
