package io.packetframe.bpf;

import io.packetframe.btf.LazyBtf;
import io.packetframe.btf.ObjectException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /sys/kernel/btf}: a file for the kernel's types, and one for each module's. */
final class BtfFolder {
  private static final Path OF_THIS_KERNEL = Path.of("/sys/kernel/btf");
  private static final String KERNEL = "vmlinux";

  /** One for the process: a kernel does not change its types, and they are megabytes. */
  private static SoftReference<@Nullable LazyBtf> shared = new SoftReference<>(null);

  private final Path folder;
  private final Map<String, Optional<LazyBtf>> modules = new HashMap<>();
  private final Map<String, String> problems = new TreeMap<>();
  private @Nullable LazyBtf kernel;

  BtfFolder(Path folder) {
    this.folder = folder;
  }

  static BtfFolder ofThisKernel() {
    return new BtfFolder(OF_THIS_KERNEL);
  }

  LazyBtf kernel() throws KernelTypesException {
    LazyBtf known = kernel;
    if (known == null) {
      known = folder.equals(OF_THIS_KERNEL) ? ofTheProcess() : read(folder.resolve(KERNEL));
      kernel = known;
    }
    return known;
  }

  /** Whoever comes second waits: to read them is the work of a tenth of a second. */
  private static LazyBtf ofTheProcess() throws KernelTypesException {
    synchronized (BtfFolder.class) {
      LazyBtf known = shared.get();
      if (known == null) {
        known = read(OF_THIS_KERNEL.resolve(KERNEL));
        shared = new SoftReference<>(known);
      }
      return known;
    }
  }

  static LazyBtf read(Path file) throws KernelTypesException {
    try {
      return LazyBtf.open(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new KernelTypesException("no types: " + file + " does not exist", e);
    } catch (IOException | ObjectException e) {
      throw new KernelTypesException("read types from " + file + ": " + e.getMessage(), e);
    }
  }

  /** Returns the names of the modules that have types, in their order. */
  List<String> modules() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(KERNEL))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.put("modules", e.getMessage());
      return List.of();
    }
  }

  /** Returns the types of a module; empty where it has none or they cannot be used. */
  Optional<LazyBtf> module(String name) throws KernelTypesException {
    Optional<LazyBtf> known = modules.get(name);
    if (known == null) {
      known = readModule(name);
      modules.put(name, known);
    }
    return known;
  }

  private Optional<LazyBtf> readModule(String name) throws KernelTypesException {
    LazyBtf base = kernel();
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name));
      return Optional.of(LazyBtf.open(name, bytes, base));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | ObjectException e) {
      problems.put(name, e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns what could not be read so far, as the end of a message; empty for nothing. */
  String problems() {
    return problems.isEmpty() ? "" : "; not read: " + problems;
  }
}
