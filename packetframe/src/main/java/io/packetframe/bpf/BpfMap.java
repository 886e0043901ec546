package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.nio.charset.StandardCharsets;

/** A map that the kernel holds for us. */
public final class BpfMap implements AutoCloseable {
  /** {@code union bpf_attr} up to map_extra. */
  private static final int ATTR_SIZE = 72;

  private final Fd fd;

  private BpfMap(Fd fd) {
    this.fd = fd;
  }

  /**
   * Creates a map.
   *
   * @throws BpfException if the kernel refuses
   */
  public static BpfMap create(Syscalls syscalls, MapSpec spec) throws BpfException {
    KernelStruct attr =
        new KernelStruct(ATTR_SIZE)
            .u32(0, spec.type().number())
            .u32(4, spec.keySize())
            .u32(8, spec.valueSize())
            .u32(12, spec.maxEntries())
            .u32(16, spec.flags())
            .bytes(28, spec.name().getBytes(StandardCharsets.US_ASCII));
    long answer = syscalls.bpf(BpfCommand.MAP_CREATE, attr);
    if (Errno.isError(answer)) {
      throw new BpfException(
          "create " + spec.type().name() + " map " + spec.name(), Errno.of(answer));
    }
    return new BpfMap(new Fd(syscalls, answer));
  }

  @Override
  public void close() {
    fd.close();
  }
}
