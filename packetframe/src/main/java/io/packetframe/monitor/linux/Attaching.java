package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.Cgroup;
import io.packetframe.bpf.link.Kprobe;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.Lsm;
import io.packetframe.bpf.link.RawTracepoint;
import io.packetframe.bpf.link.Tc;
import io.packetframe.bpf.link.TcDirection;
import io.packetframe.bpf.link.Tracepoint;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.monitor.Target;
import io.packetframe.net.InterfaceName;
import io.packetframe.spec.AttachType;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.function.Consumer;

/** From a target to a link. */
final class Attaching {
  private final Syscalls syscalls;
  private final LinuxMonitors platform;
  private final Consumer<String> remarks;

  Attaching(LinuxMonitors platform, Consumer<String> remarks) {
    this.syscalls = platform.syscalls();
    this.platform = platform;
    this.remarks = remarks;
  }

  /** Attaches; the section says at which hook of a cgroup. */
  Link attach(Program program, ProgramSpec spec, Target target) throws PacketFrameException {
    Link link =
        switch (target) {
          case Target.Frames frames -> frames(program, frames);
          case Target.KernelFunction function ->
              Kprobe.attach(
                  program,
                  function.name(),
                  function.point() == Target.Point.ENTRY
                      ? Kprobe.Point.ENTRY
                      : Kprobe.Point.RETURN);
          case Target.RawTracepoint tracepoint -> RawTracepoint.attach(program, tracepoint.name());
          case Target.Tracepoint tracepoint -> tracepoint(program, tracepoint);
          case Target.SecurityHook _ -> Lsm.attach(program, platform.securityfs());
          case Target.ControlGroup group -> Cgroup.attach(program, group.directory(), hook(spec));
          case Target.SocketHook _ ->
              throw new PacketFrameException(target.text() + ": a hook of Windows alone");
        };
    link.remark().ifPresent(why -> remarks.accept(target.text() + ": no " + why));
    return link;
  }

  private Link tracepoint(Program program, Target.Tracepoint tracepoint) throws BpfException {
    return platform.tracefs().isPresent()
        ? Tracepoint.attach(
            program, tracepoint.category(), tracepoint.name(), platform.tracefs().get())
        : Tracepoint.attach(program, tracepoint.category(), tracepoint.name());
  }

  private static AttachType hook(ProgramSpec spec) throws PacketFrameException {
    return spec.section()
        .attachType()
        .orElseThrow(
            () ->
                new PacketFrameException(
                    "program " + spec.name() + ": its section names no hook of a cgroup"));
  }

  private Link frames(Program program, Target.Frames frames) throws PacketFrameException {
    int index = WatchedInterface.index(syscalls, frames.interfaceName());
    if (frames.direction() == Target.Direction.EGRESS) {
      LeftFilters.mend(syscalls, platform.files(), index)
          .forEach(what -> remarks.accept(frames.text() + ": " + what));
      return Tc.attach(program, index, TcDirection.EGRESS);
    }
    requireFree(frames.interfaceName(), index);
    try {
      return Xdp.attach(program, index, XdpMode.NATIVE);
    } catch (BpfException e) {
      if (e.errno().equals(Errno.EBUSY) || e.errno().equals(Errno.EPERM)) {
        throw e;
      }
      Link generic = Xdp.attach(program, index, XdpMode.GENERIC);
      remarks.accept(
          frames.text() + ": generic mode, the driver takes no program of its own: " + e.errno());
      return generic;
    }
  }

  /** The kernel refuses too, but does not say who is there; its generic mode would not even. */
  private void requireFree(InterfaceName name, int index) throws PacketFrameException {
    if (AttachedXdp.on(syscalls, index) instanceof AttachedXdp.Occupied occupied) {
      throw WatchedInterface.taken(syscalls, name, occupied, "");
    }
  }
}
