package io.packetframe.verifier.kernel;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exact packages of each kernel, from {@code qemu-images/kernels.lock.json}. */
public final class KernelLock {
  private final SortedMap<KernelId, List<KernelPackage>> kernels;

  private KernelLock(SortedMap<KernelId, List<KernelPackage>> kernels) {
    this.kernels = kernels;
  }

  /** Reads the lock file; a missing file locks nothing. */
  public static KernelLock read(Path file) throws KernelException {
    try {
      return Files.exists(file) ? parse(Files.readString(file)) : new KernelLock(new TreeMap<>());
    } catch (IOException | RecordException | IllegalArgumentException e) {
      throw new KernelException(file + ": " + e.getMessage(), null, e);
    }
  }

  static KernelLock parse(String text) throws RecordException {
    SortedMap<KernelId, List<KernelPackage>> kernels = new TreeMap<>();
    for (JsonValue json : RecordFields.of(JsonReader.read(text), "lock").array("kernels")) {
      RecordFields fields = RecordFields.of(json, "lock.kernels[" + kernels.size() + "]");
      List<KernelPackage> packages = new ArrayList<>();
      for (JsonValue row : fields.array("packages")) {
        RecordFields of = RecordFields.of(row, "lock.kernels.packages");
        packages.add(
            new KernelPackage(
                of.string("name"), of.string("version"), of.string("sha256"), of.integer("size")));
      }
      KernelId id = new KernelId(fields.string("id"));
      if (kernels.put(id, List.copyOf(packages)) != null) {
        throw new IllegalArgumentException("kernel locked twice: " + id);
      }
    }
    return new KernelLock(kernels);
  }

  /** Returns the packages that a kernel must consist of, if it is locked. */
  public Optional<List<KernelPackage>> packages(KernelId id) {
    return Optional.ofNullable(kernels.get(id));
  }

  /** Returns the packages of all kernels. */
  List<KernelPackage> all() {
    return kernels.values().stream().flatMap(List::stream).toList();
  }

  /** Returns a lock that pins one more kernel, or the same kernel anew. */
  public KernelLock with(KernelId id, List<KernelPackage> packages) {
    SortedMap<KernelId, List<KernelPackage>> more = new TreeMap<>(kernels);
    more.put(id, List.copyOf(packages));
    return new KernelLock(more);
  }

  /** Writes the lock file: beside it first, so that it is never there by half. */
  public void write(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, toText());
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String toText() {
    List<JsonValue> rows = new ArrayList<>();
    kernels.forEach(
        (id, packages) ->
            rows.add(
                JsonValue.object()
                    .put("id", id.text())
                    .put("packages", new JsonArray(packages.stream().map(KernelLock::row).toList()))
                    .build()));
    return JsonWriter.canonical(JsonValue.object().put("kernels", new JsonArray(rows)).build());
  }

  private static JsonValue row(KernelPackage it) {
    return JsonValue.object()
        .put("name", it.name())
        .put("version", it.version())
        .put("sha256", it.sha256())
        .put("size", it.size())
        .build();
  }
}
