package io.packetframe.monitor.linux;

import io.packetframe.monitor.Target;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.spec.SectionRule;
import java.util.List;
import java.util.Set;

/** Which programs of an object go to a target. */
final class FittingPrograms {
  private static final Set<ProgramType> OF_CONTROL_GROUPS =
      Set.of(
          ProgramType.CGROUP_SKB,
          ProgramType.CGROUP_SOCK,
          ProgramType.CGROUP_SOCK_ADDR,
          ProgramType.SOCK_OPS,
          ProgramType.CGROUP_DEVICE,
          ProgramType.CGROUP_SYSCTL,
          ProgramType.CGROUP_SOCKOPT);

  private FittingPrograms() {}

  /**
   * Returns the programs that go there: of a control group all, each to its own hook; else one, the
   * one whose section names the target before others.
   */
  static List<ProgramSpec> of(List<ProgramSpec> programs, Target target) {
    List<ProgramSpec> fitting = programs.stream().filter(program -> fits(program, target)).toList();
    if (target instanceof Target.ControlGroup || fitting.isEmpty()) {
      return fitting;
    }
    return List.of(
        fitting.stream()
            .filter(program -> isNamed(program, target))
            .findFirst()
            .orElse(fitting.getFirst()));
  }

  private static boolean fits(ProgramSpec program, Target target) {
    ProgramType type = program.type();
    return switch (target) {
      case Target.Frames frames ->
          type
              == (frames.direction() == Target.Direction.INGRESS
                  ? ProgramType.XDP
                  : ProgramType.SCHED_CLS);
      case Target.KernelFunction function ->
          type == ProgramType.KPROBE && isFor(program, function.point());
      case Target.RawTracepoint _ -> type == ProgramType.RAW_TRACEPOINT;
      case Target.Tracepoint _ -> type == ProgramType.TRACEPOINT;
      case Target.SecurityHook _ -> type == ProgramType.LSM;
      case Target.ControlGroup _ -> OF_CONTROL_GROUPS.contains(type);
      case Target.SocketHook _ -> false;
    };
  }

  /** The kernel has one type for both points of a function, and for programs of processes too. */
  private static boolean isFor(ProgramSpec program, Target.Point point) {
    SectionRule wanted = point == Target.Point.ENTRY ? SectionRule.KPROBE : SectionRule.KRETPROBE;
    return program.section() instanceof ProgramSection.Known known && known.rule() == wanted;
  }

  private static boolean isNamed(ProgramSpec program, Target target) {
    return program.section() instanceof ProgramSection.Known known
        && known.target().equals(name(target));
  }

  private static String name(Target target) {
    return switch (target) {
      case Target.KernelFunction function -> function.name();
      case Target.RawTracepoint tracepoint -> tracepoint.name();
      case Target.Tracepoint tracepoint -> tracepoint.category() + "/" + tracepoint.name();
      case Target.SecurityHook hook -> hook.name();
      case Target.Frames _, Target.ControlGroup _, Target.SocketHook _ -> "";
    };
  }
}
