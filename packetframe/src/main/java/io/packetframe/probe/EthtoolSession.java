package io.packetframe.probe;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Ethtool;
import io.packetframe.sys.linux.Fd;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Ethtool commands about one interface over one socket. */
final class EthtoolSession implements AutoCloseable {
  private static final int AF_INET = 2;

  /** SOCK_DGRAM | SOCK_CLOEXEC. */
  private static final int SOCKET_TYPE = 2 | 0x80000;

  private final ProbedHost host;
  private final String interfaceName;
  private final long socket;

  EthtoolSession(ProbedHost host, String interfaceName) {
    this.host = host;
    this.interfaceName = interfaceName;
    this.socket = host.syscalls().socket(AF_INET, SOCKET_TYPE, 0);
  }

  /** Runs a command; returns why it failed, or nothing. */
  Optional<Errno> run(ByteBuffer command) {
    if (Errno.isError(socket)) {
      return Optional.of(Errno.of(socket));
    }
    long answer = Ethtool.call(host.syscalls(), (int) socket, interfaceName, command);
    return Errno.isError(answer) ? Optional.of(Errno.of(answer)) : Optional.empty();
  }

  @Override
  public void close() {
    if (!Errno.isError(socket)) {
      new Fd(host.syscalls(), socket).close();
    }
  }
}
