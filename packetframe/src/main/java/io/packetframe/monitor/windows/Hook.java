package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Target;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.windows.EbpfAttachType;
import io.packetframe.sys.windows.EbpfAttributes;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where a program goes.
 *
 * @param parameters what the hook wants to know; null for nothing
 */
record Hook(EbpfAttachType type, @Nullable ByteBuffer parameters) {
  static Hook of(Target target) throws PacketFrameException {
    return switch (target) {
      case Target.SocketHook hook ->
          new Hook(
              switch (hook.event()) {
                case BIND -> EbpfAttachType.BIND;
                case CONNECT4 -> EbpfAttachType.CGROUP_INET4_CONNECT;
                case CONNECT6 -> EbpfAttachType.CGROUP_INET6_CONNECT;
              },
              null);
      case Target.Frames frames -> {
        if (frames.direction() == Target.Direction.EGRESS) {
          throw new PacketFrameException(
              target.text() + ": eBPF for Windows sees frames come in, not go out");
        }
        int index = index(frames.interfaceName());
        yield new Hook(EbpfAttachType.XDP, EbpfAttributes.memory(Integer.BYTES).putInt(0, index));
      }
      case Target.KernelFunction _,
          Target.RawTracepoint _,
          Target.Tracepoint _,
          Target.SecurityHook _,
          Target.ControlGroup _ ->
          throw new PacketFrameException(target.text() + ": eBPF for Windows has no such hook");
    };
  }

  /** Java's names: Windows' own have spaces, and are the user's to change. */
  private static int index(InterfaceName name) throws PacketFrameException {
    try {
      NetworkInterface found = NetworkInterface.getByName(name.text());
      if (found == null || found.getIndex() <= 0) {
        throw new PacketFrameException("interface " + name + " is not there");
      }
      return found.getIndex();
    } catch (SocketException e) {
      throw new PacketFrameException(
          "the interfaces of this host cannot be read: " + e.getMessage(), null, e);
    }
  }
}
