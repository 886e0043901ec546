package io.packetframe.verifier.run;

import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.image.SharedLibraries;
import io.packetframe.verifier.kernel.Userland;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The product and the agent for guests whose processor is not the host's: the same jars, options
 * and launcher, on Debian's Java runtime. Our class archives fit no other processor; links with
 * their names lead to the runtime's own, so that launchers need not know.
 */
final class ForeignProduct {
  private static final String PRODUCT = "opt/packetframe";
  private static final String AGENT = "opt/verifier/lib";
  private static final String RUNTIME = PRODUCT + "/lib/runtime";

  /** All of the runtime's libraries that our modules load; the others want further packages. */
  private static final Set<String> LIBRARIES =
      Set.of(
          "libextnet.so",
          "libjava.so",
          "libjimage.so",
          "libjli.so",
          "libjvm.so",
          "libnet.so",
          "libnio.so",
          "libverify.so",
          "libzip.so");

  private final Path product;
  private final Path agent;
  private final Userland userland;

  ForeignProduct(Path product, Path agent, Userland userland) {
    this.product = product;
    this.agent = agent;
    this.userland = userland;
  }

  void addTo(Initramfs image) throws IOException, HarnessException {
    image.tree(
        PRODUCT,
        product,
        path ->
            !path.startsWith("lib/runtime")
                && !path.startsWith("lib/native")
                && !path.toString().endsWith(".jsa"));
    Path jna = agent.resolve("native/linux-aarch64/libjnidispatch.so");
    image.file(PRODUCT + "/lib/native/libjnidispatch.so", jna);
    image.link(PRODUCT + "/lib/packetframe.jsa", "runtime/lib/server/classes.jsa");
    image.tree(AGENT, agent.resolve("lib"), path -> !path.toString().endsWith(".jsa"));
    image.link(AGENT + "/agent.jsa", "/" + RUNTIME + "/lib/server/classes.jsa");
    Path runtime = runtime();
    image.tree(RUNTIME, runtime, ForeignProduct::isNeeded);
    // Debian keeps the runtime's settings in /etc and links to them.
    try (Stream<Path> etc = Files.list(userland.root().resolve("etc"))) {
      for (Path folder : etc.filter(it -> it.toString().endsWith("-openjdk")).toList()) {
        image.tree("etc/" + folder.getFileName(), folder);
      }
    }
    List<Path> programs = new ArrayList<>(List.of(runtime.resolve("bin/java"), jna));
    for (String library : LIBRARIES) {
      Path folder = runtime.resolve(library.equals("libjvm.so") ? "lib/server" : "lib");
      programs.add(folder.resolve(library));
    }
    Map<String, Path> libraries =
        SharedLibraries.below(userland.root(), "aarch64-linux-gnu")
            .closure(programs, List.of(runtime.resolve("lib"), runtime.resolve("lib/server")));
    for (Map.Entry<String, Path> library : libraries.entrySet()) {
      image.file(library.getKey(), library.getValue());
    }
  }

  private Path runtime() throws IOException, HarnessException {
    try (Stream<Path> runtimes = Files.list(userland.root().resolve("usr/lib/jvm"))) {
      return runtimes
          .filter(it -> !Files.isSymbolicLink(it) && Files.exists(it.resolve("bin/java")))
          .findFirst()
          .orElseThrow(() -> new HarnessException(userland.entry().id() + " has no Java", null));
    }
  }

  private static boolean isNeeded(Path path) {
    String name = path.getFileName().toString();
    if (path.startsWith("bin")) {
      return name.equals("bin") || name.equals("java");
    }
    if (name.endsWith(".so")) {
      return LIBRARIES.contains(name);
    }
    if (name.endsWith(".jsa")) {
      return name.equals("classes.jsa");
    }
    return path.startsWith("conf")
        || path.startsWith("release")
        || (path.startsWith("lib") && !name.equals("ct.sym") && !name.equals("src.zip"));
  }
}
