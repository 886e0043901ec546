package io.packetframe.probe;

import io.packetframe.host.linux.Capability;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.Lockdown;
import io.packetframe.host.linux.ProcessPrivileges;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.SeccompMode;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who stands behind a refusal of bpf(2), since EPERM alone does not say: a seccomp
 * filter, a missing capability, a user namespace, the memory limit, or the kernel's lockdown.
 */
final class WhoRefused {
  /**
   * A refuser.
   *
   * @param by {@code seccomp}, {@code capability:CAP_...}, {@code user-namespace}, {@code
   *     rlimit:memlock}, {@code lockdown:...}; empty if nothing we know of explains it
   * @param explanation one clause for the operator
   * @param mend what to do, where the refuser is known
   */
  record Refusal(Optional<String> by, String explanation, Optional<String> mend) {
    private static Refusal of(String by, String explanation, String mend) {
      return new Refusal(Optional.of(by), explanation, Optional.of(mend));
    }

    Verdict verdict(String what, Errno errno) {
      return new Verdict.Inconclusive(
          what + ": " + errno.name() + ": " + explanation, errno.toString(), by, mend);
    }
  }

  private final Syscalls syscalls;
  private final HostFiles files;
  private final MemoryLock memoryLock;
  private @Nullable Reading<ProcessPrivileges> privileges;
  private @Nullable Long nonsenseAnswer;

  WhoRefused(Syscalls syscalls, HostFiles files, MemoryLock memoryLock) {
    this.syscalls = syscalls;
    this.files = files;
    this.memoryLock = memoryLock;
  }

  /** Tells whether an ENOSYS of bpf(2) may be a filter's word instead of the kernel's. */
  boolean isFiltered() {
    Optional<ProcessPrivileges> process = privileges().optional();
    return process.isPresent() && process.get().seccomp() == SeccompMode.FILTER;
  }

  /** Names who refused a bpf(2) command that needs these capabilities. */
  Refusal ofBpf(Capability... needed) {
    Optional<ProcessPrivileges> process = privileges().optional();
    if (process.isEmpty()) {
      return new Refusal(
          Optional.empty(),
          "who refused is not known: " + privileges().problem().orElse(""),
          Optional.empty());
    }
    if (isFiltered() && !reachesTheKernel()) {
      return Refusal.of(
          "seccomp",
          "a seccomp filter answers in the kernel's place",
          "let bpf(2) through the filter: for a container --security-opt seccomp=unconfined"
              + " --cap-add BPF --cap-add NET_ADMIN, or --privileged; for a systemd unit no"
              + " SystemCallFilter that excludes bpf");
    }
    if (!process.get().initialUserNamespace()) {
      return Refusal.of(
          "user-namespace",
          "this process runs in a user namespace, whose capabilities do not count for bpf(2)",
          "run packetframe in the initial user namespace: as root on the host, not in a rootless"
              + " container");
    }
    List<Capability> missing = missing(process.get(), needed);
    if (!missing.isEmpty()) {
      return missingCapabilities(process.get(), missing);
    }
    if (memoryLock.counts() && memoryLock.refusal().isPresent()) {
      return Refusal.of(
          "rlimit:memlock",
          "this kernel charges BPF memory to RLIMIT_MEMLOCK, which is " + memoryLock.found(),
          "lift the limit: ulimit -l unlimited, or LimitMEMLOCK=infinity in the systemd unit");
    }
    Optional<Lockdown> lockdown = Lockdown.read(files).optional();
    if (lockdown.isPresent() && lockdown.get() != Lockdown.NONE) {
      return Refusal.of(
          "lockdown:" + lockdown.get().word(),
          "the kernel is locked down (" + lockdown.get().word() + ")",
          "boot without lockdown=" + lockdown.get().word() + ", which Secure Boot may set");
    }
    return new Refusal(
        Optional.empty(),
        "no filter, missing capability, user namespace or lockdown explains it; a security module"
            + " may",
        Optional.empty());
  }

  /** Names who refused an operation that one capability guards, bpf(2) aside. */
  Refusal ofCapability(Capability needed) {
    Optional<ProcessPrivileges> process = privileges().optional();
    if (process.isPresent() && !process.get().effective().has(needed)) {
      return missingCapabilities(process.get(), List.of(needed));
    }
    return new Refusal(Optional.empty(), "who refused is not known", Optional.empty());
  }

  private Reading<ProcessPrivileges> privileges() {
    Reading<ProcessPrivileges> known = privileges;
    if (known == null) {
      known = ProcessPrivileges.read(files);
      privileges = known;
    }
    return known;
  }

  /** A command that no kernel has: EINVAL is the kernel's answer, anything else a filter's. */
  private boolean reachesTheKernel() {
    Long known = nonsenseAnswer;
    if (known == null) {
      known = syscalls.bpf(BpfCommand.NONSENSE, new KernelStruct(BpfSyscallProbe.ATTR_SIZE));
      nonsenseAnswer = known;
    }
    return known == -Errno.EINVAL.number() || known == -Errno.E2BIG.number();
  }

  private static List<Capability> missing(ProcessPrivileges process, Capability[] needed) {
    List<Capability> missing = new ArrayList<>();
    // CAP_SYS_ADMIN stands in for the others (include/linux/capability.h, bpf_capable).
    if (!process.effective().has(Capability.CAP_SYS_ADMIN)) {
      for (Capability capability : needed) {
        if (!process.effective().has(capability)) {
          missing.add(capability);
        }
      }
    }
    return missing;
  }

  private static Refusal missingCapabilities(ProcessPrivileges process, List<Capability> missing) {
    StringBuilder by = new StringBuilder("capability:");
    StringBuilder names = new StringBuilder();
    StringBuilder flags = new StringBuilder();
    for (Capability capability : missing) {
      by.append(names.isEmpty() ? "" : "+").append(capability.name());
      names.append(names.isEmpty() ? "" : " and ").append(capability.name());
      flags.append(" --cap-add ").append(capability.name().substring("CAP_".length()));
    }
    return process.effectiveUser() == 0
        ? Refusal.of(
            by.toString(),
            "this process lacks " + names,
            "grant "
                + names
                + ": for a container"
                + flags
                + ", for a systemd unit"
                + " CapabilityBoundingSet=")
        : Refusal.of(
            by.toString(),
            "this process, of user " + process.effectiveUser() + ", lacks " + names,
            "run it as root: sudo packetframe feasibility");
  }
}
