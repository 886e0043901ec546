package io.packetframe.bpf;

import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * An attachment that the kernel holds as an object of its own ({@code bpf_link}, Linux 5.7, commit
 * af6eea57437a). It lasts as long as a descriptor or a pin of it. The hooks of {@code bpf.link}
 * make them.
 */
public final class BpfLink extends KernelObject {
  private static final int UPDATE_SIZE = 16;

  /** BPF_F_REPLACE. */
  private static final int REPLACE = 1 << 2;

  /** Up to prog_id; what follows depends on the type. */
  private static final int INFO_SIZE = 16;

  private final String name;

  private BpfLink(Syscalls syscalls, Fd fd, String name) {
    super(syscalls, fd);
    this.name = name;
  }

  /**
   * Makes a link.
   *
   * @param command LINK_CREATE or RAW_TRACEPOINT_OPEN
   * @param name of the hook, e.g. {@code XDP (native) on interface 7}
   * @throws BpfException if the kernel refuses
   */
  public static BpfLink create(
      Syscalls syscalls, BpfCommand command, KernelStruct attr, String name) throws BpfException {
    long answer = syscalls.bpf(command, attr);
    if (Errno.isError(answer)) {
      throw new BpfException("attach " + name, Errno.of(answer));
    }
    return new BpfLink(syscalls, new Fd(syscalls, answer), name);
  }

  /**
   * Opens a link of anyone by its id (Linux 5.8; needs CAP_SYS_ADMIN).
   *
   * @throws BpfException if the kernel refuses; ENOENT where the link is gone
   */
  public static BpfLink openById(Syscalls syscalls, int id) throws BpfException {
    Fd fd = ObjectInfo.open(syscalls, BpfCommand.LINK_GET_FD_BY_ID, id, "link");
    return new BpfLink(syscalls, fd, "link " + Integer.toUnsignedString(id));
  }

  /**
   * Opens a pinned link.
   *
   * @throws BpfException if the kernel refuses; ENOENT where nothing is pinned
   * @throws PinMismatchException if something else than a link is pinned there
   */
  public static BpfLink openPinned(Syscalls syscalls, Path path)
      throws BpfException, PinMismatchException {
    return new BpfLink(syscalls, Pins.open(syscalls, path, ObjectKind.LINK), "pinned link " + path);
  }

  /**
   * Asks the kernel about the link (Linux 5.8).
   *
   * @throws BpfException if the kernel refuses
   */
  public LinkInfo info() throws BpfException {
    ByteBuffer info = NativeMemory.allocate(INFO_SIZE);
    int _ = ObjectInfo.read(syscalls(), fd(), info, name);
    return new LinkInfo(info.getInt(4), info.getInt(0), info.getInt(8));
  }

  /**
   * Puts another program in the place of the one that is attached, whichever that is. Every event
   * meets either the one or the other.
   *
   * @throws BpfException if the kernel refuses: EINVAL for a type of link that cannot be updated,
   *     or a program that does not fit it; ENOLINK for a link that was detached
   */
  public void update(Program next) throws BpfException {
    check(
        "update",
        syscalls()
            .bpf(
                BpfCommand.LINK_UPDATE,
                new KernelStruct(UPDATE_SIZE).u32(0, fd().number()).u32(4, next.fd().number())));
  }

  /**
   * As {@link #update}, and only if {@code expected} is what is attached.
   *
   * @throws BpfException if the kernel refuses: EPERM where another program is attached
   */
  public void replace(Program expected, Program next) throws BpfException {
    check(
        "update",
        syscalls()
            .bpf(
                BpfCommand.LINK_UPDATE,
                new KernelStruct(UPDATE_SIZE)
                    .u32(0, fd().number())
                    .u32(4, next.fd().number())
                    .u32(8, REPLACE)
                    .u32(12, expected.fd().number())));
  }

  /**
   * Detaches at once, whoever else holds the link (Linux 5.9, commit 73b11c2ab072).
   *
   * @throws BpfException if the kernel refuses: EOPNOTSUPP for a type of link that goes only with
   *     its last holder
   */
  public void detach() throws BpfException {
    check(
        "detach",
        syscalls().bpf(BpfCommand.LINK_DETACH, new KernelStruct(4).u32(0, fd().number())));
  }

  /** Returns the name of the hook, or how it was found. */
  @Override
  public String toString() {
    return name;
  }
}
