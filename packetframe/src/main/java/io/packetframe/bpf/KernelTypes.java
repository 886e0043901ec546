package io.packetframe.bpf;

import io.packetframe.btf.BrokenTypesException;
import io.packetframe.btf.CoreTargets;
import io.packetframe.btf.LazyBtf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.ProgramSection;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The types of the running kernel (Linux 5.4, commit 341dfcf8d78e) and of its modules (5.11, commit
 * 36e68442d1af): for CO-RE, and to say what a program is attached to.
 *
 * <p>Files are read when they are needed, those of modules only for what the kernel itself does not
 * have: they need no privilege. A module that cannot be read is as one that is not there, until
 * something is found nowhere else. Descriptors of modules, which targets name, are ours until
 * {@link #close}: after the load. Not safe for use by several threads; the kernel's own types are
 * shared.
 */
public final class KernelTypes implements CoreTargets, AutoCloseable {
  private final Syscalls syscalls;
  private final BtfFolder folder;
  private final Map<String, Fd> descriptors = new HashMap<>();

  KernelTypes(Syscalls syscalls, BtfFolder folder) {
    this.syscalls = syscalls;
    this.folder = folder;
  }

  /** Returns those of the running kernel; nothing is read yet. */
  public static KernelTypes ofThisKernel(Syscalls syscalls) {
    return new KernelTypes(syscalls, BtfFolder.ofThisKernel());
  }

  /**
   * Reads types from a file of BTF bytes, e.g. for a kernel that has none of its own.
   *
   * @throws KernelTypesException if it cannot be read or is not BTF
   */
  public static LazyBtf read(Path file) throws KernelTypesException {
    return BtfFolder.read(file);
  }

  /**
   * Returns the types of the kernel itself.
   *
   * @throws KernelTypesException if this kernel has none, or they cannot be read
   */
  @Override
  public LazyBtf kernel() throws KernelTypesException {
    return folder.kernel();
  }

  /** Returns the types of the modules that can be read, by their names. */
  @Override
  public List<LazyBtf> modules() throws KernelTypesException {
    List<LazyBtf> found = new ArrayList<>();
    for (String module : folder.modules()) {
      folder.module(module).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Tells whether the kernel itself has a function of that name; modules are not looked at.
   *
   * @throws KernelTypesException if this kernel has no types, or they cannot be read
   */
  public boolean hasFunction(String name) throws KernelTypesException {
    return TargetKind.FUNCTION.find(kernel(), name).isPresent();
  }

  /**
   * Returns where a member is in a structure of the kernel itself, bytes from its start; empty
   * where there is no such structure or member, or it is a bit field.
   *
   * @throws KernelTypesException if this kernel has no types, or they cannot be read
   */
  public OptionalInt offset(String structure, String member) throws KernelTypesException {
    OptionalInt found = kernel().find(structure, BtfType.Struct.class);
    return found.isEmpty()
        ? OptionalInt.empty()
        : MemberOffset.of(kernel(), found.getAsInt(), member);
  }

  /**
   * Returns what a program of that section is to be loaded with; none where its type needs nothing.
   *
   * @throws KernelTypesException if neither the kernel nor a module has the function, tracepoint or
   *     hook, or if the section does not name one
   * @throws BpfException if a module has it and the kernel does not let us open the module's types
   *     (CAP_SYS_ADMIN)
   */
  public AttachTarget target(ProgramSection section) throws KernelTypesException, BpfException {
    if (!(section instanceof ProgramSection.Known(var name, var _, var target))) {
      return AttachTarget.none();
    }
    TargetKind kind = section.attachType().flatMap(TargetKind::of).orElse(null);
    if (kind == null) {
      return AttachTarget.none();
    }
    if (target.isEmpty()) {
      throw new KernelTypesException("section " + name + " names no " + kind.word());
    }
    try {
      return find(kind, target);
    } catch (BrokenTypesException e) {
      throw new KernelTypesException(kind.word() + " " + target + ": " + e.getMessage(), e);
    }
  }

  /** A target may say in which module it is: {@code module:function}. */
  private AttachTarget find(TargetKind kind, String target)
      throws KernelTypesException, BpfException {
    return symbol(kind, target)
        .orElseThrow(
            () ->
                new KernelTypesException(
                    "this kernel and its modules have no "
                        + kind.word()
                        + " "
                        + target
                        + folder.problems()));
  }

  /** Returns what the kernel or a module has of that name; empty where none has. */
  Optional<AttachTarget> symbol(TargetKind kind, String target)
      throws KernelTypesException, BpfException {
    int colon = target.indexOf(':');
    if (colon < 0) {
      OptionalInt own = kind.find(kernel(), target);
      if (own.isPresent()) {
        return Optional.of(AttachTarget.inKernel(own.getAsInt()));
      }
    }
    String name = target.substring(colon + 1);
    List<String> modules = colon < 0 ? folder.modules() : List.of(target.substring(0, colon));
    for (String module : modules) {
      LazyBtf types = folder.module(module).orElse(null);
      OptionalInt found = types == null ? OptionalInt.empty() : kind.find(types, name);
      if (found.isPresent()) {
        return Optional.of(AttachTarget.inModule(found.getAsInt(), open(module)));
      }
    }
    return Optional.empty();
  }

  private Fd open(String module) throws BpfException {
    Fd known = descriptors.get(module);
    if (known != null) {
      return known;
    }
    Fd opened = ModuleBtf.open(syscalls, module);
    descriptors.put(module, opened);
    return opened;
  }

  @Override
  public void close() {
    descriptors.values().forEach(Fd::close);
    descriptors.clear();
  }
}
