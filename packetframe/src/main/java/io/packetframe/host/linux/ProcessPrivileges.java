package io.packetframe.host.linux;

import java.util.Optional;

/**
 * What this process may ask of the kernel.
 *
 * @param effectiveUser the user id inside its user namespace; 0 is root
 * @param effective the capabilities it has, valid only against its own user namespace
 * @param bounding the capabilities that it could gain by executing something
 * @param seccomp whether a filter sits before the kernel
 * @param noNewPrivileges whether executing something cannot gain any
 * @param initialUserNamespace whether its capabilities count against the host; elsewhere a full
 *     {@code effective} set is worth nothing to bpf(2)
 */
public record ProcessPrivileges(
    long effectiveUser,
    CapabilitySet effective,
    CapabilitySet bounding,
    SeccompMode seccomp,
    boolean noNewPrivileges,
    boolean initialUserNamespace) {
  private static final String PATH = "/proc/self/status";

  /** Reads those of this process. */
  public static Reading<ProcessPrivileges> read(HostFiles files) {
    boolean initial = UserNamespace.isInitial(files);
    return files.read(PATH).parse(PATH, "complete status", text -> parse(text, initial));
  }

  /** Parses {@code /proc/PID/status}; empty if a line that every kernel writes is missing. */
  static Optional<ProcessPrivileges> parse(String status, boolean initialUserNamespace) {
    Optional<Long> user = effectiveUser(StatusField.of(status, "Uid"));
    Optional<CapabilitySet> effective = CapabilitySet.parse(StatusField.of(status, "CapEff"));
    Optional<CapabilitySet> bounding = CapabilitySet.parse(StatusField.of(status, "CapBnd"));
    // A kernel built without seccomp writes no such line.
    String mode = StatusField.of(status, "Seccomp");
    Optional<SeccompMode> seccomp = SeccompMode.parse(mode.isEmpty() ? "0" : mode);
    return user.isPresent() && effective.isPresent() && bounding.isPresent() && seccomp.isPresent()
        ? Optional.of(
            new ProcessPrivileges(
                user.get(),
                effective.get(),
                bounding.get(),
                seccomp.get(),
                StatusField.of(status, "NoNewPrivs").equals("1"),
                initialUserNamespace))
        : Optional.empty();
  }

  /** Takes the second of real, effective, saved and file system user id. */
  private static Optional<Long> effectiveUser(String ids) {
    int start = ids.indexOf('\t') + 1;
    int end = ids.indexOf('\t', start);
    try {
      return end < 0 ? Optional.empty() : Optional.of(Long.parseLong(ids, start, end, 10));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
