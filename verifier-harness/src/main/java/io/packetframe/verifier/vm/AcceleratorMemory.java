package io.packetframe.verifier.vm;

import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.RecordException;
import io.packetframe.record.RecordFields;
import io.packetframe.verifier.vm.Accelerator.Kvm;
import io.packetframe.verifier.vm.Accelerator.Tcg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The last verdict of the ladder, valid on the machine on which it was found.
 *
 * @param file that holds it
 * @param host what it holds for: host kernel, QEMU and processor
 */
public record AcceleratorMemory(Path file, String host) {
  /** Returns the memory of this user on this host with that QEMU. */
  public static AcceleratorMemory ofUser(String qemuVersion) throws IOException {
    String base = System.getenv("XDG_CACHE_HOME");
    Path cache =
        base == null || base.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return new AcceleratorMemory(
        cache.resolve("packetframe").resolve("accelerator.json"), hostFacts(qemuVersion));
  }

  private static String hostFacts(String qemuVersion) throws IOException {
    String processor =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .orElse("unknown processor");
    return System.getProperty("os.version") + " | " + qemuVersion + " | " + processor;
  }

  /** Returns the verdict; nothing if there is none for this host, or none that can be read. */
  Optional<AcceleratorChoice> recall() {
    try {
      RecordFields fields = RecordFields.of(JsonReader.read(Files.readString(file)), "accelerator");
      if (!fields.string("host").equals(host)) {
        return Optional.empty();
      }
      String label = fields.string("accelerator");
      Accelerator accelerator =
          label.startsWith("kvm/") ? new Kvm(label.substring("kvm/".length())) : new Tcg();
      return Optional.of(new AcceleratorChoice(accelerator, fields.string("reason")));
    } catch (IOException | RecordException | IllegalArgumentException e) {
      // Then it is found out anew, which costs seconds.
      return Optional.empty();
    }
  }

  void keep(AcceleratorChoice choice) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(
        beside,
        JsonWriter.canonical(
            JsonValue.object()
                .put("host", host)
                .put("accelerator", choice.accelerator().label())
                .put("reason", choice.reason())
                .build()));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
