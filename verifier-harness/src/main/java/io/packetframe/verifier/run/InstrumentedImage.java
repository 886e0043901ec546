package io.packetframe.verifier.run;

import io.packetframe.verifier.image.Content;
import io.packetframe.verifier.image.Initramfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a guest has on top of {@link GuestImage} where coverage is counted: jars with JaCoCo's
 * probes in their classes, over those of the product and the agent. The build makes them with
 * {@code -Dguest.coverage}. Class archives do not fit them, so that such a guest is slow, and its
 * times say nothing.
 */
final class InstrumentedImage {
  /** Where the jars say that counts are to be written (target instrument of the pom). */
  private static final String COUNTS = "/tmp/jacoco.exec";

  private InstrumentedImage() {}

  static Initramfs of(Workspace workspace) throws IOException, HarnessException {
    Path folder = workspace.instrumented();
    if (!Files.isDirectory(folder)) {
      throw new HarnessException(
          folder + " is missing", "mvn -Dguest.coverage package, then the same again");
    }
    Initramfs image = new Initramfs();
    for (Path jar : jars(folder)) {
      String name = jar.getFileName().toString();
      image.file("opt/verifier/lib/" + name, jar);
      if (Files.exists(workspace.productImage().resolve("lib").resolve(name))) {
        image.file("opt/packetframe/lib/" + name, jar);
      }
    }
    return image.file("etc/packetframe/coverage", Content.of(COUNTS + "\n"));
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
