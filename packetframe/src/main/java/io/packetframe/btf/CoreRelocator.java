package io.packetframe.btf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.CoreRelocation;
import io.packetframe.spec.CoreRelocation.Kind;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * CO-RE: fits the programs of an object to the types of a kernel, as libbpf does. What the kernel
 * does not have becomes a call that no verifier lets through, so that only programs that reach it
 * are refused; questions whether it exists become 0.
 */
public final class CoreRelocator {
  private final Btf local;
  private final CoreCandidates candidates;
  private final CoreBudget budget = new CoreBudget();

  /** Makes one for all programs of an object with these types. */
  public CoreRelocator(Btf local, CoreTargets targets) {
    this.local = local;
    this.candidates = new CoreCandidates(local, targets);
  }

  /**
   * Returns the program as this kernel needs it; it has no CO-RE relocations any more.
   *
   * @throws CoreException if a relocation is not one, or the kernel's types contradict each other
   * @throws PacketFrameException what the targets throw
   */
  public ProgramSpec relocate(ProgramSpec program) throws PacketFrameException {
    if (program.coreRelocations().isEmpty()) {
      return program;
    }
    List<Instruction> instructions = new ArrayList<>(program.instructions());
    for (CoreRelocation relocation : program.coreRelocations()) {
      relocate(program, relocation, instructions);
    }
    return new ProgramSpec(
        program.name(),
        program.type(),
        program.section(),
        instructions,
        program.references(),
        program.functions(),
        program.lines(),
        List.of(),
        program.license());
  }

  private void relocate(
      ProgramSpec program, CoreRelocation relocation, List<Instruction> instructions)
      throws PacketFrameException {
    String described = relocation.kind().word() + " of type " + relocation.type();
    try {
      requireInside(relocation, instructions);
      described = describe(relocation, "");
      Access access = LocalAccess.parse(local, relocation);
      described = describe(relocation, place(relocation.kind(), access));
      CorePatch.apply(instructions, relocation.instruction(), value(relocation, access));
    } catch (CoreProblem e) {
      throw failure(program, relocation, described, e.problem());
    } catch (BrokenTypesException e) {
      throw failure(program, relocation, described, String.valueOf(e.getMessage()));
    }
  }

  private void requireInside(CoreRelocation relocation, List<Instruction> instructions)
      throws CoreProblem {
    if (relocation.instruction() < 0 || relocation.instruction() >= instructions.size()) {
      throw new CoreProblem("expected an instruction of the program");
    }
    if (relocation.type() < 0 || relocation.type() >= local.count()) {
      throw new CoreProblem("expected a type below " + local.count());
    }
  }

  private CoreValue value(CoreRelocation relocation, Access access)
      throws PacketFrameException, CoreProblem {
    Kind kind = relocation.kind();
    if (kind == Kind.TYPE_ID_LOCAL) {
      return CoreResolver.localType(relocation);
    }
    if (local.type(relocation.type()).name().isEmpty()) {
      throw new CoreProblem("a type without a name cannot be found in a kernel");
    }
    CoreChoice choice = new CoreChoice();
    List<CoreCandidates.Candidate> matching = new ArrayList<>();
    for (CoreCandidates.Candidate each : candidates.of(relocation.type())) {
      Optional<Access> found = TargetAccess.find(access, kind, each.types(), each.id(), budget);
      if (found.isPresent()) {
        choice.add(CoreResolver.resolve(kind, access, found), found.get());
        matching.add(each);
      }
    }
    if (matching.isEmpty()) {
      return CoreResolver.resolve(kind, access, Optional.empty());
    }
    candidates.narrow(relocation.type(), matching);
    return choice.value();
  }

  private static String place(Kind kind, Access access) {
    if (kind.isAboutType()) {
      return "";
    }
    return kind.isAboutConstant() ? "::" + access.steps().getFirst().name() : access.path();
  }

  private String describe(CoreRelocation relocation, String place) {
    BtfType type = local.type(relocation.type());
    String name = type.name().isEmpty() ? "<anon>" : type.name();
    return "<"
        + relocation.kind().word()
        + "> ["
        + relocation.type()
        + "] "
        + word(type)
        + " "
        + name
        + place;
  }

  private static String word(BtfType type) {
    return switch (type) {
      case BtfType.Enumeration _ -> "enum";
      case BtfType.Enumeration64 _ -> "enum64";
      default -> type.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }

  private static CoreException failure(
      ProgramSpec program, CoreRelocation relocation, String described, String problem) {
    return new CoreException(
        program.name(), program.section().name(), relocation.instruction(), described, problem);
  }
}
