package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Waits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Busy and idle time of each CPU, and how long tasks waited for one. */
final class CpuMonitor extends ProgramsMonitor {
  private static final String MAP = "CPU_TIME";
  private static final Target SWITCH = new Target.RawTracepoint("sched_switch");

  private final CpuTimes times;
  private final List<Integer> cpus;

  private CpuMonitor(LoadedPrograms programs, boolean hasWaits, List<Integer> cpus) {
    super(programs);
    this.times = new CpuTimes(programs.layout(MAP), hasWaits, System.nanoTime());
    this.cpus = cpus;
  }

  static CpuMonitor byRawTracepoints(LinuxMonitors platform, Waits waits)
      throws PacketFrameException {
    TaskMembers members = TaskMembers.ofThisKernel(platform.syscalls());
    return waits == Waits.MEASURED
        ? byRawTracepoints(platform, members)
        : withoutWaits(platform, members);
  }

  private static CpuMonitor withoutWaits(LinuxMonitors platform, TaskMembers members)
      throws PacketFrameException {
    Map<String, Long> variables = new HashMap<>(members.variables());
    variables.put("with_waits", 0L);
    LoadedPrograms programs =
        LoadedPrograms.load(platform, ShippedMonitor.CPU.source(variables), LoadOptions.defaults());
    return attached(platform, programs, false, List.of(SWITCH));
  }

  static CpuMonitor byRawTracepoints(LinuxMonitors platform, TaskMembers members)
      throws PacketFrameException {
    LoadedPrograms programs =
        LoadedPrograms.load(
            platform, ShippedMonitor.CPU.source(members.variables()), LoadOptions.defaults());
    members.problem().ifPresent(programs::remark);
    return attached(
        platform,
        programs,
        true,
        List.of(
            new Target.RawTracepoint("sched_wakeup"),
            new Target.RawTracepoint("sched_wakeup_new"),
            SWITCH));
  }

  /** Tells nothing of waits: a kprobe at the end of a switch does not see who was woken. */
  static CpuMonitor byKprobe(LinuxMonitors platform, List<String> remarks)
      throws PacketFrameException {
    String function = SwitchFunction.ofThisKernel(platform.files());
    LoadedPrograms programs =
        LoadedPrograms.load(
            platform, ShippedMonitor.CPU_BY_KPROBE.source(Map.of()), LoadOptions.defaults());
    remarks.forEach(programs::remark);
    programs.remark("kprobe " + function + ": no waits");
    return attached(
        platform,
        programs,
        false,
        List.of(new Target.KernelFunction(function, Target.Point.ENTRY)));
  }

  private static CpuMonitor attached(
      LinuxMonitors platform, LoadedPrograms programs, boolean hasWaits, List<Target> targets)
      throws PacketFrameException {
    try {
      CpuMonitor monitor =
          new CpuMonitor(programs, hasWaits, CpuNumbers.possible(platform.files()));
      for (Target target : targets) {
        programs.attach(target);
      }
      return monitor;
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  /** A CPU that has not switched yet has no row: what it does is not known. */
  @Override
  public Readout read() throws PacketFrameException {
    // Before the blocks are copied: what they say is then true of this moment.
    long now = System.nanoTime();
    List<Measurement> all = new ArrayList<>();
    List<long[]> blocks = times.settled(() -> programs().blocks(MAP));
    for (int i = 0; i < blocks.size() && i < cpus.size(); i++) {
      all.addAll(times.ofCpu(blocks.get(i), cpus.get(i), now));
    }
    all.addAll(times.waits(blocks));
    return new Readout(now, all);
  }
}
