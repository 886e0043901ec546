package io.packetframe.verifier.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The modules of one kernel and their order of loading. No package ships {@code modules.dep}, so
 * each module's own {@code depends=} is read from its {@code .modinfo} section.
 */
public final class KernelModules {
  private static final long LARGEST_MODULE = 64L << 20;

  private final Map<String, Path> files = new TreeMap<>();
  private final Set<String> builtIn = new TreeSet<>();

  private KernelModules() {}

  /** Lists the modules below {@code lib/modules/RELEASE}. */
  public static KernelModules in(Path folder) throws IOException {
    KernelModules modules = new KernelModules();
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted().toList()) {
        if (file.toString().contains(".ko") && Files.isRegularFile(file)) {
          modules.files.putIfAbsent(nameOf(file), file);
        }
      }
    }
    Path builtIn = folder.resolve("modules.builtin");
    if (Files.isRegularFile(builtIn)) {
      for (String line : Files.readAllLines(builtIn)) {
        modules.builtIn.add(nameOf(Path.of(line)));
      }
    }
    return modules;
  }

  /** The kernel knows a module by underscores, whatever its file says. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int suffix = name.indexOf(".ko");
    return (suffix < 0 ? name : name.substring(0, suffix)).replace('-', '_');
  }

  /** Tells whether there is a module of a name, or the kernel has it in itself. */
  public boolean has(String name) {
    return files.containsKey(name) || builtIn.contains(name);
  }

  /** Returns the named modules and all they need, in an order in which they load. */
  public SequencedMap<String, Content> closure(List<String> names) throws IOException {
    SequencedMap<String, Content> loaded = new LinkedHashMap<>();
    for (String name : names) {
      load(name, name, new ArrayList<>(), loaded);
    }
    return loaded;
  }

  private void load(
      String name, String wantedBy, List<String> above, SequencedMap<String, Content> loaded)
      throws IOException {
    if (loaded.containsKey(name) || builtIn.contains(name)) {
      return;
    }
    if (above.contains(name)) {
      throw new IOException("modules need each other: " + above + " and " + name);
    }
    Path file = files.get(name);
    if (file == null) {
      throw new IOException("no module " + name + " (wanted by " + wantedBy + ")");
    }
    byte[] module = read(file);
    above.add(name);
    for (String needed : depends(file, module)) {
      load(needed, name, above, loaded);
    }
    above.removeLast();
    loaded.put(name, Content.of(module));
  }

  static List<String> depends(Path file, byte[] module) throws IOException {
    Optional<ByteBuffer> info =
        ElfSections.parse(file.toString(), ByteBuffer.wrap(module)).section(".modinfo");
    if (info.isEmpty()) {
      throw new ElfException(file + ": no .modinfo section, not a kernel module");
    }
    byte[] bytes = new byte[info.get().remaining()];
    info.get().get(bytes);
    for (String field : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
      if (field.startsWith("depends=")) {
        String list = field.substring("depends=".length());
        return list.isEmpty() ? List.of() : List.of(list.replace('-', '_').split(",", -1));
      }
    }
    return List.of();
  }

  private static byte[] read(Path file) throws IOException {
    if (file.toString().endsWith(".ko")) {
      return Files.readAllBytes(file);
    }
    if (file.toString().endsWith(".ko.xz")) {
      // Unpacked here rather than in the guest, whose kernel would log a complaint for each.
      return decompress(file, List.of("xz", "-dc"));
    }
    if (file.toString().endsWith(".ko.zst")) {
      return decompress(file, List.of("zstd", "-dc"));
    }
    throw new IOException(file + ": a module compressed in a way that is not known");
  }

  private static byte[] decompress(Path file, List<String> tool) throws IOException {
    Process process =
        new ProcessBuilder(tool)
            .redirectInput(file.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      byte[] module = process.getInputStream().readNBytes(Math.toIntExact(LARGEST_MODULE));
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(file + ": " + tool.getFirst() + " could not unpack it");
      }
      return module;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(file + ": interrupted while unpacking", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
