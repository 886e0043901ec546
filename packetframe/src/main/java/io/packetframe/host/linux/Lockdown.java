package io.packetframe.host.linux;

import java.util.Optional;

/** How much the kernel keeps even from root: the lockdown security module. */
public enum Lockdown {
  /** Root may do all that its capabilities allow. */
  NONE("none"),
  /** The running kernel cannot be changed; bpf(2) still loads networking programs. */
  INTEGRITY("integrity"),
  /** Nor can its memory be read, which refuses tracing programs and bpf_probe_read. */
  CONFIDENTIALITY("confidentiality");

  private static final String PATH = "/sys/kernel/security/lockdown";

  private final String word;

  Lockdown(String word) {
    this.word = word;
  }

  /** Returns the kernel's word for it. */
  public String word() {
    return word;
  }

  /** Reads the mode; absent where the module is not built or securityfs is not mounted. */
  public static Reading<Lockdown> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "lockdown mode in brackets", Lockdown::parse);
  }

  /** Parses {@code none [integrity] confidentiality}: the brackets mark the mode in force. */
  public static Optional<Lockdown> parse(String text) {
    for (Lockdown mode : values()) {
      if (text.contains("[" + mode.word + "]")) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
