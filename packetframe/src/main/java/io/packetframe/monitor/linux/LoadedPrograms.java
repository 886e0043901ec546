package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.bpf.link.Link;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Target;
import io.packetframe.spec.BtfTypes;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object in the kernel, its links, and its blocks of values. */
final class LoadedPrograms implements Monitor {
  private static final String MAP = "map";

  private final ObjectSpec object;
  private final BpfObject loaded;
  private final PossibleCpus cpus;
  private final Attaching attaching;
  private final Map<String, BlockLayout> layouts;
  private final List<Link> links = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private LoadedPrograms(
      ObjectSpec object,
      BpfObject loaded,
      PossibleCpus cpus,
      LinuxMonitors platform,
      Map<String, BlockLayout> layouts) {
    this.object = object;
    this.loaded = loaded;
    this.cpus = cpus;
    this.attaching = new Attaching(platform, remarks::add);
    this.layouts = layouts;
  }

  static LoadedPrograms load(LinuxMonitors platform, Source.Programs source, LoadOptions options)
      throws PacketFrameException {
    Syscalls syscalls = platform.syscalls();
    Map<String, BlockLayout> layouts = layouts(source);
    LoadOptions complete = options.named(source.name());
    for (Map.Entry<String, Long> variable : source.variables().entrySet()) {
      complete = complete.set(variable.getKey(), variable.getValue());
    }
    PossibleCpus cpus;
    try {
      cpus = PossibleCpus.ofThisHost();
    } catch (IOException e) {
      throw new PacketFrameException("how many CPUs there can be: " + e.getMessage(), null, e);
    }
    BpfObject loaded = BpfObject.load(syscalls, source.object(), complete);
    return new LoadedPrograms(source.object(), loaded, cpus, platform, layouts);
  }

  private static Map<String, BlockLayout> layouts(Source.Programs source)
      throws PacketFrameException {
    BtfTypes types =
        source
            .object()
            .btf()
            .orElseThrow(
                () -> new PacketFrameException(source.name() + ": no types say what it counts"));
    Map<String, BlockLayout> layouts = new LinkedHashMap<>();
    for (MapSpec map : source.object().maps()) {
      if (map.type() == MapType.PERCPU_ARRAY && map.maxEntries() == 1) {
        layouts.put(map.name(), BlockLayout.of(map, types));
      }
    }
    if (layouts.isEmpty()) {
      throw new PacketFrameException(source.name() + " has no map of values (a per-CPU array)");
    }
    return layouts;
  }

  @Override
  public void attach(Target target) throws PacketFrameException {
    ProgramSpec program = fitting(target);
    links.add(attaching.attach(loaded.program(program.name()), program, target));
  }

  /** Several fit? Then the one whose section names the target. */
  private ProgramSpec fitting(Target target) throws PacketFrameException {
    List<ProgramSpec> fitting = new ArrayList<>();
    for (ProgramSpec program : object.programs()) {
      if (types(target).contains(program.type()) && loaded.programs().containsKey(program.name())) {
        boolean isNamed =
            program.section() instanceof ProgramSection.Known known
                && known.target().equals(named(target));
        fitting.add(isNamed ? 0 : fitting.size(), program);
      }
    }
    if (fitting.isEmpty()) {
      throw new PacketFrameException("no program fits " + target.text());
    }
    return fitting.getFirst();
  }

  private static List<ProgramType> types(Target target) {
    return switch (target) {
      case Target.Frames frames ->
          List.of(
              frames.direction() == Target.Direction.INGRESS
                  ? ProgramType.XDP
                  : ProgramType.SCHED_CLS);
      case Target.KernelFunction _ -> List.of(ProgramType.KPROBE);
      case Target.RawTracepoint _ -> List.of(ProgramType.RAW_TRACEPOINT);
      case Target.Tracepoint _ -> List.of(ProgramType.TRACEPOINT);
      case Target.SecurityHook _ -> List.of(ProgramType.LSM);
      case Target.ControlGroup _ ->
          List.of(
              ProgramType.CGROUP_SKB,
              ProgramType.CGROUP_SOCK,
              ProgramType.CGROUP_SOCK_ADDR,
              ProgramType.SOCK_OPS,
              ProgramType.CGROUP_DEVICE,
              ProgramType.CGROUP_SYSCTL,
              ProgramType.CGROUP_SOCKOPT);
      case Target.SocketHook _ -> List.of();
    };
  }

  private static String named(Target target) {
    return switch (target) {
      case Target.KernelFunction function -> function.name();
      case Target.RawTracepoint tracepoint -> tracepoint.name();
      case Target.Tracepoint tracepoint -> tracepoint.category() + "/" + tracepoint.name();
      case Target.SecurityHook hook -> hook.name();
      case Target.Frames _, Target.ControlGroup _, Target.SocketHook _ -> "";
    };
  }

  @Override
  public Readout read() throws PacketFrameException {
    long now = System.nanoTime();
    List<Measurement> all = new ArrayList<>();
    for (String map : layouts.keySet()) {
      Map<String, String> labels =
          layouts.size() == 1 ? Map.of() : Map.of(MAP, map.toLowerCase(Locale.ROOT));
      all.addAll(layout(map).measurements(PerCpuSum.of(blocks(map)), labels, List.of()));
    }
    return new Readout(now, all);
  }

  BlockLayout layout(String map) {
    BlockLayout layout = layouts.get(map);
    if (layout == null) {
      throw new IllegalArgumentException("no block " + map);
    }
    return layout;
  }

  /** Returns the blocks of a map, one for each possible CPU in its order. */
  List<long[]> blocks(String map) throws PacketFrameException {
    BpfMap blocks = loaded.map(map);
    return blocks
        .perCpuView(Codecs.U32, Codecs.counters(layout(map).numbers()), cpus)
        .lookup(0)
        .orElseThrow(() -> new PacketFrameException(blocks + " has no block"));
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() {
    Collections.reverse(links);
    links.forEach(Link::close);
    links.clear();
    loaded.close();
  }
}
