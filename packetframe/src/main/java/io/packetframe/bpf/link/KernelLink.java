package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfLink;
import io.packetframe.bpf.LinkInfo;
import io.packetframe.bpf.PinMismatchException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.Optional;

/** A link that the kernel holds as an object: the usual way of every hook. */
public final class KernelLink implements Link {
  private final BpfLink link;

  /** Whether nobody else is meant to hold it. */
  private boolean isOurs;

  private KernelLink(BpfLink link, boolean isOurs) {
    this.link = link;
    this.isOurs = isOurs;
  }

  static KernelLink create(Syscalls syscalls, KernelStruct attr, String hook) throws BpfException {
    return new KernelLink(BpfLink.create(syscalls, BpfCommand.LINK_CREATE, attr, hook), true);
  }

  static KernelLink openRawTracepoint(Syscalls syscalls, KernelStruct attr, String hook)
      throws BpfException {
    return new KernelLink(
        BpfLink.create(syscalls, BpfCommand.RAW_TRACEPOINT_OPEN, attr, hook), true);
  }

  /**
   * Opens a link of anyone by its id (Linux 5.8; needs CAP_SYS_ADMIN). Closing leaves it attached.
   *
   * @throws BpfException if the kernel refuses; ENOENT where the link is gone
   */
  public static KernelLink openById(Syscalls syscalls, int id) throws BpfException {
    return new KernelLink(BpfLink.openById(syscalls, id), false);
  }

  /**
   * Opens a pinned link. Closing leaves it attached.
   *
   * @throws BpfException if the kernel refuses; ENOENT where nothing is pinned
   * @throws PinMismatchException if something else than a link is pinned there
   */
  public static KernelLink openPinned(Syscalls syscalls, Path path)
      throws BpfException, PinMismatchException {
    return new KernelLink(BpfLink.openPinned(syscalls, path), false);
  }

  @Override
  public Way way() {
    return Way.BPF_LINK;
  }

  @Override
  public Optional<String> remark() {
    return Optional.empty();
  }

  @Override
  public void update(Program next) throws BpfException {
    requireUpdatable();
    link.update(next);
  }

  /**
   * As {@link #update}, and only if {@code expected} is what is attached.
   *
   * @throws UnsupportedOperationException where no kernel can
   * @throws BpfException if the kernel refuses: EPERM where another program is attached
   */
  public void replace(Program expected, Program next) throws BpfException {
    requireUpdatable();
    link.replace(expected, next);
  }

  private void requireUpdatable() throws BpfException {
    if (!link.info().isUpdatable()) {
      throw new UnsupportedOperationException(
          link + " cannot change its program: attach the other one, then close this link");
    }
  }

  /**
   * Asks the kernel about the link (Linux 5.8).
   *
   * @throws BpfException if the kernel refuses
   */
  public LinkInfo info() throws BpfException {
    return link.info();
  }

  /**
   * Gives the link a name on a BPF file system: from then on it stays attached after close, until
   * {@link #detach} or until the name is removed and the last holder gone.
   *
   * @throws BpfException if the kernel refuses
   */
  public void pin(Path path) throws BpfException {
    link.pin(path);
    isOurs = false;
  }

  /**
   * Detaches at once, whoever else holds the link (Linux 5.9).
   *
   * @throws BpfException if the kernel refuses: EOPNOTSUPP for tracing hooks, which go with their
   *     last holder
   */
  public void detach() throws BpfException {
    link.detach();
  }

  /** On return of a close of ours the hook is free: a bare close may leave that to a worker. */
  @Override
  public void close() {
    if (isOurs) {
      detachIfPossible();
    }
    link.close();
  }

  private void detachIfPossible() {
    try {
      link.detach();
    } catch (BpfException e) {
      // Tracing hooks go with the descriptor, and an interface that is gone took the program along.
    }
  }

  @Override
  public String toString() {
    return link.toString();
  }
}
