import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Builds what the guest agent consists of beside the product's image: its jars, the list of test
 * classes with a test tagged {@code kernel}, and an archive of loaded and linked classes, which
 * takes JUnit's start under emulation from 9 s to 5.
 *
 * <pre>
 * lib/*.jar        in the order of lib/class-path; their times are recorded in the archive
 * lib/class-path   jar names, one per line
 * lib/agent.jsa    class archive for the runtime of the product's image
 * native/PLATFORM  JNA's library for guests whose processor is not the host's
 * tests            classes that hold a test tagged kernel, one per line
 * build-id         digest of all inputs
 * </pre>
 *
 * <p>Arguments: {@code TARGET PRODUCT_IMAGE TEST_JAR OWN_JAR TIMESTAMP --class-path A:B}.
 */
public final class BuildAgent {
  private static final String AGENT = "io.packetframe.verifier.guest.Agent";
  private static final String TAG = "Lorg/junit/jupiter/api/Tag;";

  private static final String FOREIGN = "linux-aarch64";

  /** How the names of our jars begin. */
  private static final String OURS = "packetframe";

  /** The same as in the guest: what differs could make the JVM refuse the archive. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private final Path target;
  private final Path image;
  private final Path testJar;
  private final List<Path> jars;
  private final FileTime timestamp;

  private BuildAgent(Path target, Path image, Path testJar, List<Path> jars, FileTime timestamp) {
    this.target = target;
    this.image = image;
    this.testJar = testJar;
    this.jars = jars;
    this.timestamp = timestamp;
  }

  public static void main(String[] args) throws Exception {
    List<Path> jars = new ArrayList<>(List.of(Path.of(args[3])));
    for (String element : args[6].split(File.pathSeparator)) {
      Path path = Path.of(element);
      if (Files.isRegularFile(path) && isForGuest(path) && !jars.contains(path)) {
        jars.add(path);
      }
    }
    Path image = Path.of(args[1]).toAbsolutePath();
    if (!Files.isExecutable(image.resolve("lib/runtime/bin/java"))) {
      System.err.println("agent: " + image + " is not the product's image: build it first");
      System.exit(1);
    }
    new BuildAgent(
            Path.of(args[0]).toAbsolutePath(),
            image,
            Path.of(args[2]),
            jars,
            FileTime.from(Instant.parse(args[4])))
        .run();
  }

  /** Assertions bring a code generator that no test of ours asks for, and its 9 MB. */
  private static boolean isForGuest(Path jar) {
    return !jar.getFileName().toString().startsWith("byte-buddy");
  }

  private void run() throws Exception {
    long began = System.nanoTime();
    String key = inputs();
    Path id = target.resolve("build-id");
    if (Files.exists(id) && Files.readString(id).equals(key)) {
      return;
    }
    Files.deleteIfExists(id);
    Path lib = Files.createDirectories(target.resolve("lib"));
    try (Stream<Path> old = Files.list(lib)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    List<String> names = new ArrayList<>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      // The image's own copy where there is one: its classes were prepared for an archive.
      Path prepared = image.resolve("lib").resolve(name);
      Files.copy(
          Files.exists(prepared) ? prepared : jar,
          lib.resolve(name),
          StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(lib.resolve(name), timestamp);
      names.add(name);
    }
    Files.write(lib.resolve("class-path"), names);
    foreignLibraries();
    Set<String> tests = taggedTests();
    Files.write(target.resolve("tests"), tests);
    dump(lib, names, tests);
    Files.writeString(id, key);
    System.out.printf(
        Locale.ROOT,
        "agent: %d test classes for guests, archive of %.1f MB, in %.1f s%n",
        tests.size(),
        Files.size(lib.resolve("agent.jsa")) / 1e6,
        (System.nanoTime() - began) / 1e9);
  }

  /** The product's image has only the host's. */
  private void foreignLibraries() throws IOException {
    for (Path jar : jars) {
      if (!jar.getFileName().toString().startsWith("jna-")) {
        continue;
      }
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        ZipEntry entry = zip.getEntry("com/sun/jna/" + FOREIGN + "/libjnidispatch.so");
        Path library = target.resolve("native").resolve(FOREIGN).resolve("libjnidispatch.so");
        Files.createDirectories(library.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setLastModifiedTime(library, timestamp);
      }
    }
  }

  private String inputs() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    List<Path> files = new ArrayList<>(jars);
    files.add(image.resolve("lib/build-id"));
    files.add(Path.of(".mvn/build/BuildAgent.java"));
    for (Path file : files) {
      if (Files.exists(file)) {
        digest.update(
            file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  // ---- which classes hold a test tagged "kernel"

  private Set<String> taggedTests() throws IOException {
    Map<String, ClassModel> classes = new HashMap<>();
    try (ZipFile jar = new ZipFile(testJar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            classes.put(model.thisClass().asInternalName(), model);
          }
        }
      }
    }
    // An annotation may carry the tag for others, and another one may carry that one.
    Set<String> carriers = new LinkedHashSet<>();
    for (boolean grown = true; grown; ) {
      grown = false;
      for (ClassModel model : classes.values()) {
        if (isTagged(annotations(model), carriers)) {
          grown |= carriers.add("L" + model.thisClass().asInternalName() + ";");
        }
      }
    }
    Set<String> tests = new TreeSet<>();
    for (ClassModel model : classes.values()) {
      boolean isAnnotation = model.flags().has(java.lang.reflect.AccessFlag.ANNOTATION);
      if (!isAnnotation && holdsTagged(model, classes, carriers)) {
        String name = model.thisClass().asInternalName().replace('/', '.');
        tests.add(name.contains("$") ? name.substring(0, name.indexOf('$')) : name);
      }
    }
    return tests;
  }

  private static boolean holdsTagged(
      ClassModel model, Map<String, ClassModel> classes, Set<String> carriers) {
    for (ClassModel at = model; at != null; ) {
      if (isTagged(annotations(at), carriers)) {
        return true;
      }
      for (MethodModel method : at.methods()) {
        List<Annotation> annotations =
            method
                .findAttribute(Attributes.runtimeVisibleAnnotations())
                .map(found -> found.annotations())
                .orElse(List.of());
        if (isTagged(annotations, carriers)) {
          return true;
        }
      }
      at = at.superclass().map(it -> classes.get(it.asInternalName())).orElse(null);
    }
    return false;
  }

  private static List<Annotation> annotations(ClassModel model) {
    return model
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(found -> found.annotations())
        .orElse(List.of());
  }

  private static boolean isTagged(List<Annotation> annotations, Set<String> carriers) {
    for (Annotation annotation : annotations) {
      String type = annotation.className().stringValue();
      if (carriers.contains(type)) {
        return true;
      }
      if (type.equals(TAG)
          && annotation.elements().stream()
              .anyMatch(
                  it ->
                      it.value() instanceof AnnotationValue.OfString text
                          && text.stringValue().equals("kernel"))) {
        return true;
      }
    }
    return false;
  }

  // ---- the class archive

  private void dump(Path lib, List<String> names, Set<String> tests) throws Exception {
    Path work = Files.createDirectories(target.resolve("work"));
    List<String> classPath = new ArrayList<>();
    for (String name : names) {
      classPath.add(lib.resolve(name).toString());
    }
    Set<String> classes = new LinkedHashSet<>();
    // Once for real with a test that needs nothing, once over the real tests without running them.
    classes.addAll(
        train(work, classPath, List.of("io.packetframe.verifier.guest.TrainingTest"), List.of()));
    classes.addAll(
        train(
            work,
            classPath,
            List.copyOf(tests),
            List.of("-Djunit.platform.execution.dryRun.enabled=true")));
    // Whatever of ours a test comes to: reading and checking a class costs a guest milliseconds.
    classes.addAll(ours(lib));
    // What the product's commands load, the tests load too.
    Path product = image.resolveSibling("image-work").resolve("classes.lst");
    if (Files.exists(product)) {
      classes.addAll(plainNames(Files.readAllLines(product)));
    }
    Path list = work.resolve("classes.lst");
    Files.write(list, classes);
    Path archive = lib.resolve("agent.jsa");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + archive));
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    java(work, command);
    if (!Files.exists(archive)) {
      throw new IOException("the JVM wrote no archive: " + work.resolve("java.log"));
    }
    Files.setLastModifiedTime(archive, timestamp);
  }

  private List<String> train(
      Path work, List<String> classPath, List<String> tests, List<String> more) throws Exception {
    Path root = work.resolve("root");
    Path etc = Files.createDirectories(root.resolve("etc/packetframe"));
    Files.writeString(etc.resolve("nonce"), "00".repeat(16));
    Files.writeString(etc.resolve("settings"), "");
    Files.writeString(etc.resolve("commands"), "training: /bin/true\n");
    Files.write(etc.resolve("tests"), tests);
    Path port = work.resolve("port");
    Files.deleteIfExists(port);
    Path list = work.resolve("trained.lst");
    Files.deleteIfExists(list);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list));
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), AGENT));
    command.addAll(List.of(root.toString(), port.toString()));
    java(work, command);
    return plainNames(Files.readAllLines(list));
  }

  private static Set<String> ours(Path lib) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> all = Files.list(lib)) {
      for (Path jar : all.filter(it -> it.getFileName().toString().startsWith(OURS)).toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
              .forEach(name -> names.add(name.substring(0, name.lastIndexOf('.'))));
        }
      }
    }
    return names;
  }

  /** Numbers are only unique within one run; without them a class is known by its name. */
  private static List<String> plainNames(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.contains(" source: "))
        .map(line -> line.startsWith("@") ? line : line.replaceFirst(" id: [0-9]+.*", ""))
        .toList();
  }

  private void java(Path work, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(image.resolve("lib/runtime/bin/java").toString());
    command.addAll(arguments);
    Path log = work.resolve("java.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("training failed, see " + log + ":\n" + Files.readString(log));
    }
  }
}
