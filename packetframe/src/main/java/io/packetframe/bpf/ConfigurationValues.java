package io.packetframe.bpf;

import io.packetframe.spec.Extern;
import io.packetframe.spec.Extern.ConfigurationValue;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code .kconfig}: what the running kernel was built with, and a few that it is
 * asked for. What was set by an option is not asked.
 */
final class ConfigurationValues {
  private static final String VERSION = "LINUX_KERNEL_VERSION";
  private static final String COOKIE = "LINUX_HAS_BPF_COOKIE";
  private static final String WRAPPER = "LINUX_HAS_SYSCALL_WRAPPER";
  private static final int GET_ATTACH_COOKIE = 174;

  private final Syscalls syscalls;
  private final KernelFiles files;
  private @Nullable Map<String, String> settings;

  ConfigurationValues(Syscalls syscalls, KernelFiles files) {
    this.syscalls = syscalls;
    this.files = files;
  }

  /** Returns options that also set the values of this kernel. */
  LoadOptions addTo(LoadOptions options, ObjectSpec object) throws BpfException, LoadException {
    LoadOptions complete = options;
    for (Extern extern : object.externs()) {
      if (extern instanceof ConfigurationValue value
          && !options.variables().containsKey(value.name())) {
        byte[] bytes = bytes(value, object);
        if (bytes != null) {
          complete = complete.set(value.name(), bytes);
        } else if (!value.weak()) {
          throw new LoadException(
              "value " + value.name() + ": this kernel's configuration does not set it");
        }
      }
    }
    return complete;
  }

  private byte @Nullable [] bytes(ConfigurationValue value, ObjectSpec object)
      throws BpfException, LoadException {
    return switch (value.name()) {
      case VERSION -> ConfigurationText.number(value, KernelVersion.of(syscalls).code());
      case COOKIE -> ConfigurationText.number(value, hasCookies() ? 1 : 0);
      case WRAPPER -> ConfigurationText.number(value, hasWrappers() ? 1 : 0);
      default -> {
        String text = settings(object).get(value.name());
        yield text == null ? null : ConfigurationText.bytes(value, text);
      }
    };
  }

  private Map<String, String> settings(ObjectSpec object) throws BpfException, LoadException {
    if (settings == null) {
      Set<String> wanted = new HashSet<>();
      boolean needed = false;
      for (Extern extern : object.externs()) {
        wanted.add(extern.name());
        needed |= extern instanceof ConfigurationValue && !extern.weak();
      }
      try {
        settings = files.configuration(wanted, KernelVersion.of(syscalls).release());
      } catch (IOException e) {
        if (needed) {
          throw new LoadException("read the kernel's configuration: " + e.getMessage());
        }
        settings = Map.of();
      }
    }
    return settings;
  }

  /** Since Linux 5.15 (commit 7adfc6c9b315): the helper came with what it returns. */
  private boolean hasCookies() throws BpfException {
    ProgramSpec probe =
        new ProgramSpec(
            "probe_cookie",
            ProgramType.TRACEPOINT,
            List.of(Instruction.call(GET_ATTACH_COOKIE), Instruction.exit()),
            "GPL");
    try (Program _ = Program.load(syscalls, probe)) {
      return true;
    } catch (BpfException e) {
      if (e.log().isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /** Since Linux 4.17 system calls have their registers in memory, and names of their own. */
  private boolean hasWrappers() throws LoadException {
    Set<String> names = Set.of("__x64_sys_bpf", "__arm64_sys_bpf", "__riscv_sys_bpf");
    try {
      return !files.addresses(names).isEmpty();
    } catch (IOException e) {
      throw new LoadException("look for the kernel's system calls: " + e.getMessage());
    }
  }
}
