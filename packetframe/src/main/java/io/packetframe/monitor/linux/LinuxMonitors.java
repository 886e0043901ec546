package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.link.Tracefs;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Waits;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The monitors of a Linux kernel. */
public final class LinuxMonitors implements MonitorPlatform {
  private final Syscalls syscalls;
  private final HostFiles files;
  private final Path securityfs;
  private final Optional<Tracefs> tracefs;

  LinuxMonitors(Syscalls syscalls, HostFiles files, Path securityfs, Optional<Tracefs> tracefs) {
    this.syscalls = syscalls;
    this.files = files;
    this.securityfs = securityfs;
    this.tracefs = tracefs;
  }

  /** Returns those of the running kernel. */
  public static LinuxMonitors ofThisHost(Syscalls syscalls) {
    return new LinuxMonitors(
        syscalls, HostFiles.ofThisHost(), Path.of("/sys/kernel/security"), Tracefs.find(syscalls));
  }

  @Override
  public Monitor load(Source source) throws PacketFrameException {
    return switch (source) {
      case Source.Programs programs -> LoadedPrograms.load(this, programs, LoadOptions.defaults());
      case Source.Filter filter ->
          throw new PacketFrameException(
              filter.name() + ": a filter counts frames on BSD and macOS; on Linux, load programs");
      case Source.NativeImage image ->
          throw new PacketFrameException(
              image.file() + ": a native image is for Windows; on Linux, load programs");
    };
  }

  @Override
  public Monitor cpu(Waits waits) throws PacketFrameException {
    try {
      return CpuMonitor.byRawTracepoints(this, waits);
    } catch (BpfException e) {
      if (e.errno().equals(Errno.EPERM)) {
        throw e;
      }
      return CpuMonitor.byKprobe(this, List.of("no raw tracepoints: " + e.getMessage()));
    }
  }

  @Override
  public Monitor network(InterfaceName interfaceName) throws PacketFrameException {
    return NetworkMonitor.on(this, interfaceName);
  }

  @Override
  public Monitor memory() throws PacketFrameException {
    LoadedPrograms programs = load(ShippedMonitor.MEMORY);
    try {
      for (String name : List.of("mm_page_alloc", "mm_page_free", "kmalloc")) {
        programs.attach(new Target.RawTracepoint(name));
      }
      attachIfPresent(programs, new Target.RawTracepoint("kmalloc_node"));
      return programs;
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  /** Since 6.1 kmalloc is the tracepoint of both. */
  private static void attachIfPresent(LoadedPrograms programs, Target target)
      throws PacketFrameException {
    try {
      programs.attach(target);
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.ENOENT)) {
        throw e;
      }
    }
  }

  @Override
  public Monitor security() throws PacketFrameException {
    LoadedPrograms programs = load(ShippedMonitor.SECURITY);
    try {
      programs.attach(new Target.SecurityHook("file_open"));
      return programs;
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  private LoadedPrograms load(ShippedMonitor monitor) throws PacketFrameException {
    return LoadedPrograms.load(this, monitor.source(Map.of()), LoadOptions.defaults());
  }

  @Override
  public List<Support> support() {
    return new Trials(this).all();
  }

  Syscalls syscalls() {
    return syscalls;
  }

  HostFiles files() {
    return files;
  }

  Optional<Tracefs> tracefs() {
    return tracefs;
  }

  Path securityfs() {
    return securityfs;
  }
}
