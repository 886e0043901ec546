package io.packetframe.oracle;

import io.packetframe.spec.Bytes;
import io.packetframe.testing.Blessed;
import io.packetframe.testing.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The objects that are loaded with both loaders. */
public final class Corpus {
  /** Two releases apart: what an older compiler makes of the same source is another object. */
  private static final List<String> COMPILERS = List.of("clang-14", "clang-19");

  private static final Path TESTS = Blessed.root().resolve("packetframe/src/test");
  private static final Path PACKAGES = Peers.cache().resolve("corpus");

  private Corpus() {}

  /** Returns where compiled and cut objects go. */
  public static Path folder() {
    return Blessed.root().resolve("packetframe/target/oracle");
  }

  /** Compiles and returns our own objects, of every compiler that is there. */
  public static List<CorpusObject> ours() throws IOException, InterruptedException {
    List<CorpusObject> objects = new ArrayList<>();
    objects.addAll(objects(TESTS.resolve("bpf"), "test"));
    objects.addAll(
        objects(
            Blessed.root().resolve("bpf/target/classes/io/packetframe/bpf/objects"), "product"));
    for (String compiler : COMPILERS) {
      if (Tools.has(compiler)) {
        for (String sources : List.of("oracle/features", "bpf")) {
          objects.addAll(objects(compiled(compiler, sources), compiler));
        }
      }
    }
    return objects;
  }

  /** Returns the distinct objects in packages, empty without {@code .github/setup --corpus}. */
  public static List<CorpusObject> packages() throws IOException {
    List<CorpusObject> objects = new ArrayList<>();
    if (!Files.exists(PACKAGES.resolve("versions"))) {
      return objects;
    }
    Path folder = Files.createDirectories(folder().resolve("packages"));
    Set<Bytes> seen = new HashSet<>();
    try (Stream<Path> files = Files.walk(PACKAGES)) {
      for (Path file :
          files
              .filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList()) {
        for (EmbeddedObjects.Embedded object : EmbeddedObjects.in(Files.readAllBytes(file))) {
          if (seen.add(object.bytes())) {
            String name = name(PACKAGES.relativize(file)) + "@" + object.offset();
            Path cut = folder.resolve(name + ".o");
            Files.write(cut, object.bytes().toArray());
            objects.add(new CorpusObject(name, cut));
          }
        }
      }
    }
    return objects;
  }

  /** Suite, package and file, which is distinct enough with the offset. */
  private static String name(Path file) {
    // A dot would end the object's name, which libbpf puts before the names of data maps.
    return file.getName(0)
        + "_"
        + file.getName(1)
        + "_"
        + file.getFileName().toString().replace('.', '-');
  }

  private static Path compiled(String compiler, String sources)
      throws IOException, InterruptedException {
    Path folder = folder().resolve(compiler).resolve(sources);
    Files.createDirectories(folder);
    Path source = TESTS.resolve(sources);
    if (sources.equals("bpf")) {
      // That folder's rules write beside the sources, so they are copied.
      try (Stream<Path> files = Files.list(source)) {
        for (Path file : files.filter(each -> !each.toString().endsWith(".o")).toList()) {
          Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
        }
      }
      Tools.run(
          List.of(
              "make",
              "-s",
              "-C",
              folder.toString(),
              "CLANG=" + compiler,
              "STRIP=" + compiler.replace("clang", "llvm-strip"),
              // clang 14 crashes over what came with 15: type matches, enumerations of 64 bits.
              compiler.equals("clang-14") ? "SKIP=core core_places" : "SKIP="));
    } else {
      Tools.run(
          List.of(
              "make",
              "-s",
              "-j2",
              "-f",
              source.resolve("Makefile").toString(),
              "CLANG=" + compiler,
              "OUT=" + folder));
    }
    return folder;
  }

  private static List<CorpusObject> objects(Path folder, String prefix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".o"))
          .sorted()
          .map(
              file ->
                  new CorpusObject(
                      prefix + "_" + file.getFileName().toString().replace(".bpf.o", ""), file))
          .toList();
    }
  }
}
