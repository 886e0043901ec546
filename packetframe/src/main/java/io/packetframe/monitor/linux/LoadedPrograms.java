package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.Tracing;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Target;
import io.packetframe.spec.BtfTypes;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
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
    List<ProgramSpec> fitting =
        FittingPrograms.of(
            object.programs().stream()
                .filter(program -> loaded.programs().containsKey(program.name()))
                .toList(),
            target);
    if (fitting.isEmpty()) {
      throw new PacketFrameException("no program fits " + target.text());
    }
    List<Link> attached = new ArrayList<>();
    try {
      for (ProgramSpec program : fitting) {
        attached.add(attaching.attach(loaded.program(program.name()), program, target));
      }
    } catch (PacketFrameException | RuntimeException e) {
      attached.forEach(Link::close);
      throw e;
    }
    links.addAll(attached);
  }

  /** Attaches a program that was loaded for one place: nothing is left to say. */
  void attachWhereLoadedFor(String program) throws BpfException {
    links.add(Tracing.attach(loaded.program(program)));
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
