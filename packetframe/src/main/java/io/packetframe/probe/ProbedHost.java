package io.packetframe.probe;

import io.packetframe.bpf.feature.Features;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The host under the probes: its system calls, its files, and what several probes share.
 *
 * <p>Not safe for use by several threads.
 */
public final class ProbedHost {
  private final Syscalls syscalls;
  private final Features features;
  private final HostFiles files;
  private final Path bpffsRoot;
  private final Reading<KernelRelease> release;
  private final MemoryLock memoryLock;
  private final WhoRefused whoRefused;
  private @Nullable KernelConfigurationSearch configuration;

  /**
   * Makes the host.
   *
   * @param bpffsRoot where PacketFrame pins its objects
   */
  public ProbedHost(Syscalls syscalls, HostFiles files, Path bpffsRoot) {
    this.syscalls = syscalls;
    this.features = new Features(syscalls);
    this.files = files;
    this.bpffsRoot = bpffsRoot;
    this.release = KernelRelease.read(files);
    this.memoryLock = new MemoryLock(syscalls, release);
    this.whoRefused = new WhoRefused(syscalls, files, memoryLock);
  }

  Syscalls syscalls() {
    return syscalls;
  }

  Features features() {
    return features;
  }

  HostFiles files() {
    return files;
  }

  Path bpffsRoot() {
    return bpffsRoot;
  }

  /** Returns the kernel's configuration, which is read once. */
  KernelConfigurationSearch configuration() {
    KernelConfigurationSearch known = configuration;
    if (known == null) {
      known = KernelConfigurationSearch.read(files, release);
      configuration = known;
    }
    return known;
  }

  Reading<KernelRelease> release() {
    return release;
  }

  MemoryLock memoryLock() {
    return memoryLock;
  }

  WhoRefused whoRefused() {
    return whoRefused;
  }
}
