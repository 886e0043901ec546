package io.packetframe.oracle;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.Program;
import io.packetframe.elf.ObjectFile;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The product's loader, told what {@code libbpf_loader.c} tells libbpf. */
final class OurLoader implements Loader {
  private static final int ENTRIES = 64;
  private static final Pattern REFUSED_PROGRAM = Pattern.compile("load \\w+ program (.*)");

  private final Syscalls syscalls;
  private final Path pins;
  private @Nullable BpfObject object;

  /** Pins, of objects that ask for them, go to an empty directory on a BPF file system. */
  OurLoader(Syscalls syscalls, Path pins) {
    this.syscalls = syscalls;
    this.pins = pins;
  }

  @Override
  public Answer load(CorpusObject file, String program) throws IOException {
    byte[] bytes = file.bytes();
    try {
      ObjectSpec spec = ObjectFile.parse(bytes);
      object = BpfObject.load(syscalls, spec, options(spec, file, program));
      return ids(object);
    } catch (BpfException e) {
      Matcher matcher = REFUSED_PROGRAM.matcher(e.step());
      return new Answer.Refused(
          OptionalInt.of(e.errno().number()),
          matcher.matches() ? matcher.group(1) : "",
          e.getMessage());
    } catch (PacketFrameException e) {
      return new Answer.Refused(OptionalInt.empty(), "", e.getMessage());
    }
  }

  private LoadOptions options(ObjectSpec spec, CorpusObject file, String program) {
    LoadOptions options = LoadOptions.defaults().named(name(file)).pinsIn(pins);
    for (MapSpec map : spec.maps()) {
      if (map.maxEntries() == 0 && needsEntries(map.type())) {
        options = options.entries(map.name(), ENTRIES);
      }
    }
    for (ProgramSpec each : spec.programs()) {
      boolean byDefault = each.section().isLoadedByDefault();
      if (each.section().type() == ProgramType.UNSPEC) {
        String plain = each.section().name().replaceFirst("^\\?", "");
        options = options.section(each.name(), plain.startsWith("xdp") ? "xdp" : "socket");
      }
      boolean wanted = program.equals(ALL) ? byDefault : program.equals(each.name());
      options = wanted ? options.with(each.name()) : options.without(each.name());
    }
    return options;
  }

  /** As libbpf names an object by its file. */
  private static String name(CorpusObject file) {
    String name = file.file().getFileName().toString();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static boolean needsEntries(MapType type) {
    return switch (type) {
      case PERF_EVENT_ARRAY,
          CGROUP_STORAGE,
          PERCPU_CGROUP_STORAGE,
          SK_STORAGE,
          INODE_STORAGE,
          TASK_STORAGE,
          CGRP_STORAGE,
          STRUCT_OPS ->
          false;
      default -> true;
    };
  }

  private static Answer ids(BpfObject object) throws BpfException {
    Map<String, Integer> programs = new LinkedHashMap<>();
    for (Map.Entry<String, Program> program : object.programs().entrySet()) {
      programs.put(program.getKey(), program.getValue().info().id());
    }
    Map<String, Integer> maps = new LinkedHashMap<>();
    for (Map.Entry<String, BpfMap> map : object.maps().entrySet()) {
      maps.put(map.getKey(), map.getValue().info().id());
    }
    return new Answer.Loaded(programs, maps);
  }

  @Override
  public void unload() throws IOException {
    if (object != null) {
      object.close();
      object = null;
    }
    // The kernel's own two files of each such file system cannot be removed.
    try (Stream<Path> files = Files.list(pins)) {
      for (Path pin : files.filter(each -> !each.toString().endsWith(".debug")).toList()) {
        Files.delete(pin);
      }
    }
  }
}
