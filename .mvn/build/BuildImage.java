import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Builds a self-contained runtime image: a launcher, a trimmed JDK, the jars, JNA's library and an
 * archive of loaded and linked classes, so that the product starts fast on a host without Java.
 *
 * <pre>
 * bin/NAME                 launcher (POSIX sh)
 * lib/NAME.options         JVM options, one per line; the launcher passes them with java @file
 * lib/NAME.jsa             class archive
 * lib/*.jar  lib/native/   what runs
 * lib/runtime/             jlink: only the modules we use
 * lib/build-id             digest of all inputs: what this image was built from
 * </pre>
 *
 * <p>Arguments, each {@code --key=value}; see {@link Plan#parse}. The image appears under its name
 * only when it is complete: it is built beside it and renamed.
 */
public final class BuildImage {
  /** Classes older than this have no stack maps, and the JVM leaves them out of its archive. */
  private static final int OLDEST_ARCHIVABLE = 50;

  /** Where {@link #OLDEST_ARCHIVABLE} is missed, classes are raised to Java 8's version. */
  private static final ClassFileVersion RAISED = ClassFileVersion.of(52, 0);

  /**
   * Options of training, dump and production alike. Serial and C1: the process lives for 60 ms, or
   * idles for months. The last three: no JVM message may ever reach stdout, where our JSON goes.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms8m",
          "-Xmx64m",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djna.nosys=true",
          "-Djna.nounpack=true",
          // Set, it keeps JNA from running `ldconfig -p` at start.
          "-Djna.platform.library.path=/usr/lib",
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  /** A training command that takes longer hangs. */
  private static final int TRAINING_SECONDS = 120;

  private final Plan plan;
  private final Path staging;

  private BuildImage(Plan plan) {
    this.plan = plan;
    this.staging = plan.work.resolve("image.new");
  }

  public static void main(String[] args) throws Exception {
    try {
      new BuildImage(Plan.parse(args)).run();
    } catch (Broken e) {
      System.err.println("image: " + e.getMessage());
      System.exit(1);
    }
  }

  /** What to build from what. */
  private record Plan(
      String name,
      String mainClass,
      Path image,
      Path work,
      List<Path> jars,
      List<String> modules,
      Map<String, Path> files,
      List<List<String>> training,
      FileTime timestamp,
      Instant started) {

    /**
     * Reads the arguments.
     *
     * <ul>
     *   <li>{@code --name=packetframe}: launcher and archive are called so
     *   <li>{@code --main=CLASS}
     *   <li>{@code --target=DIR}: the image becomes DIR/image, caches live in DIR/image-work
     *   <li>{@code --jar=FILE}: the module's own jar, first on the class path
     *   <li>{@code --class-path A:B} (Maven makes a word of its own of it): the rest; folders (the
     *       module's own classes) are skipped
     *   <li>{@code --without=PREFIX}, repeated: jars on the class path that are left out, since no
     *       command of the image has use for them on Linux
     *   <li>{@code --modules=java.base,...}
     *   <li>{@code --file=share/x=SOURCE}, repeated: copied into the image
     *   <li>{@code --train=command and arguments}, repeated: run once to record what it loads;
     *       "{image}" stands for the image's folder
     *   <li>{@code --timestamp=INSTANT}: modification time of all that is shipped
     *   <li>{@code --started=INSTANT}: when this build began to look at sources
     * </ul>
     */
    static Plan parse(String[] args) {
      Map<String, List<String>> given = new LinkedHashMap<>();
      for (int i = 0; i < args.length; i++) {
        String arg = args[i];
        if (arg.equals("--class-path") && i + 1 < args.length) {
          arg += "=" + args[++i];
        }
        int equals = arg.indexOf('=');
        if (!arg.startsWith("--") || equals < 0) {
          throw new Broken("not an argument of BuildImage: " + arg);
        }
        given
            .computeIfAbsent(arg.substring(2, equals), _ -> new ArrayList<>())
            .add(arg.substring(equals + 1));
      }
      Path target = Path.of(one(given, "target")).toAbsolutePath();
      List<Path> jars = new ArrayList<>();
      jars.add(Path.of(one(given, "jar")));
      for (String element : one(given, "class-path").split(java.io.File.pathSeparator)) {
        Path path = Path.of(element);
        if (Files.isRegularFile(path) && !jars.contains(path)) {
          jars.add(path);
        } else if (!path.startsWith(target) && Files.isDirectory(path)) {
          throw new Broken(element + " is a folder, not a jar: build with `mvn package` or later");
        }
      }
      for (String prefix : given.getOrDefault("without", List.of())) {
        if (!jars.removeIf(jar -> jar.getFileName().toString().startsWith(prefix))) {
          throw new Broken("--without=" + prefix + ": no jar on the class path begins so");
        }
      }
      Map<String, Path> files = new TreeMap<>();
      for (String file : given.getOrDefault("file", List.of())) {
        String[] parts = file.split("=", 2);
        Path source = Path.of(parts[1]);
        if (!Files.exists(source)) {
          throw new Broken(source + " is missing: it belongs into the image as " + parts[0]);
        }
        files.put(parts[0], source);
      }
      List<List<String>> training = new ArrayList<>();
      for (String command : given.getOrDefault("train", List.of())) {
        training.add(List.of(command.strip().split("\\s+")));
      }
      return new Plan(
          one(given, "name"),
          one(given, "main"),
          target.resolve("image"),
          target.resolve("image-work"),
          List.copyOf(jars),
          List.of(one(given, "modules").split(",")),
          files,
          training,
          FileTime.from(Instant.parse(one(given, "timestamp"))),
          Instant.parse(one(given, "started")));
    }

    private static String one(Map<String, List<String>> given, String key) {
      List<String> values = given.getOrDefault(key, List.of());
      if (values.size() != 1) {
        throw new Broken("--" + key + " is needed once, found " + values.size() + " times");
      }
      return values.getFirst();
    }
  }

  private void run() throws IOException, InterruptedException {
    long began = System.nanoTime();
    String key = inputs();
    Path id = plan.image.resolve("lib/build-id");
    if (!Files.exists(id) || !Files.readString(id).equals(key)) {
      build(key);
      System.out.printf(
          Locale.ROOT,
          "image: %s: %.1f MB in %.1f s%n",
          Path.of("").toAbsolutePath().relativize(plan.image),
          size(plan.image) / 1e6,
          (System.nanoTime() - began) / 1e9);
    }
    // The launcher in the source tree rebuilds when a source is newer than this.
    Path fresh = plan.work.resolve("fresh");
    Files.writeString(fresh, "");
    Files.setLastModifiedTime(fresh, FileTime.from(plan.started));
  }

  private void build(String key) throws IOException, InterruptedException {
    delete(staging);
    Path lib = Files.createDirectories(staging.resolve("lib"));
    copyTree(runtime(), lib.resolve("runtime"));
    List<String> jars = new ArrayList<>();
    for (Path jar : plan.jars) {
      String name = jar.getFileName().toString();
      if (jars.contains(name)) {
        throw new Broken("two jars on the class path are called " + name);
      }
      Files.copy(prepared(jar), lib.resolve(name));
      jars.add(name);
      copyJnaLibrary(jar, lib);
    }
    for (Map.Entry<String, Path> file : plan.files.entrySet()) {
      Path copy = staging.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(file.getValue(), copy);
    }
    Files.writeString(lib.resolve(plan.name + ".options"), String.join("\n", OPTIONS) + "\n");
    Files.createDirectories(staging.resolve("bin"));
    Path launcher = Files.writeString(staging.resolve("bin").resolve(plan.name), launcher(jars));
    Files.writeString(lib.resolve("build-id"), key);
    launcher.toFile().setExecutable(true);
    // Before the dump: the archive records the jars' times, and tar and deb will carry these.
    normalise(staging);
    dump(jars);
    normalise(staging);

    Path old = plan.work.resolve("image.old");
    delete(old);
    if (Files.exists(plan.image)) {
      Files.move(plan.image, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(staging, plan.image, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  // ---- inputs

  /** Digest of everything the image is made from; equal digests mean nothing to do. */
  private String inputs() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(jdk()).append('\n').append(digest(ownSource())).append('\n');
    text.append(plan.name).append('\n').append(plan.mainClass).append('\n');
    text.append(plan.modules).append('\n').append(plan.training).append('\n');
    text.append(plan.timestamp).append('\n');
    for (Path jar : plan.jars) {
      text.append(jar.getFileName()).append(' ').append(digest(jar)).append('\n');
    }
    for (Map.Entry<String, Path> file : plan.files.entrySet()) {
      text.append(file.getKey()).append(' ').append(digest(file.getValue())).append('\n');
    }
    return digest(text.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  private static String jdk() throws IOException {
    Path home = Path.of(System.getProperty("java.home"));
    return home + " " + Runtime.version() + " " + digest(home.resolve("release"));
  }

  /** This file, as the source launcher was given it. */
  private static Path ownSource() {
    String command = System.getProperty("jdk.launcher.sourcefile", "");
    Path source = Path.of(command);
    if (command.isEmpty() || !Files.exists(source)) {
      throw new Broken("-Djdk.launcher.sourcefile does not name BuildImage.java");
    }
    return source;
  }

  // ---- runtime

  /** The trimmed JDK, linked once for each JDK and set of modules. */
  private Path runtime() throws IOException {
    ToolProvider jlink =
        ToolProvider.findFirst("jlink")
            .orElseThrow(() -> new Broken("this JDK has no jlink: " + jdkHome()));
    List<String> command =
        List.of(
            "--add-modules",
            String.join(",", plan.modules),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6");
    String key = digest((jdk() + command + "+libraries").getBytes(StandardCharsets.UTF_8));
    Path cached = plan.work.resolve("runtime-" + key.substring(0, 16));
    if (!Files.exists(cached)) {
      try (Stream<Path> outdated = Files.list(Files.createDirectories(plan.work))) {
        for (Path path :
            outdated.filter(p -> p.getFileName().toString().startsWith("runtime-")).toList()) {
          delete(path);
        }
      }
      Path linking = plan.work.resolve("runtime.new");
      delete(linking);
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("--output", linking.toString()));
      StringWriter said = new StringWriter();
      PrintWriter out = new PrintWriter(said, true);
      if (jlink.run(out, out, args.toArray(String[]::new)) != 0) {
        throw new Broken("jlink failed:\n" + said);
      }
      copySystemLibraries(linking.resolve("lib"));
      Files.move(linking, cached, StandardCopyOption.ATOMIC_MOVE);
    }
    return cached;
  }

  /**
   * A distribution's JDK takes zlib and libstdc++ from the system, a router may not have them: ship
   * those that this very JVM has mapped. Only glibc, the same or newer, stays a need of the host.
   * {@code java} finds them by its run path, as it does its own.
   */
  private static void copySystemLibraries(Path lib) throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return;
    }
    Pattern library = Pattern.compile("(/\\S+/)((lib[^/\\s]+?\\.so)(\\.\\d+)\\S*)");
    for (String line : Files.readAllLines(maps)) {
      Matcher mapped = library.matcher(line);
      if (!mapped.find()
          || mapped.group(1).startsWith(jdkHome())
          || mapped.group(3).matches("lib(c|m|dl|rt|pthread|resolv|nss_.*)\\.so")) {
        continue;
      }
      // libz.so.1.3.1 is asked for as libz.so.1.
      Path copy = lib.resolve(mapped.group(3) + mapped.group(4));
      if (!Files.exists(copy)) {
        Files.copy(Path.of(mapped.group(1), mapped.group(2)), copy);
      }
    }
  }

  private static String jdkHome() {
    return System.getProperty("java.home");
  }

  // ---- jars

  /**
   * The jar as it ships: without JNA's libraries for two dozen platforms, and with classes that the
   * archive can take. Jars that need neither are taken as they are.
   */
  private Path prepared(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      boolean raise = false;
      boolean cut = false;
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        cut |= isJnaLibrary(entry.getName());
        raise |= isClass(entry) && majorVersion(zip, entry) < OLDEST_ARCHIVABLE;
      }
      if (!raise && !cut) {
        return jar;
      }
      String key = digest((digest(jar) + digest(ownSource())).getBytes(StandardCharsets.UTF_8));
      Path cached = plan.work.resolve("jars").resolve(key.substring(0, 16) + ".jar");
      if (!Files.exists(cached)) {
        Path rewriting = plan.work.resolve("jar.new");
        Files.createDirectories(cached.getParent());
        rewrite(zip, rewriting);
        Files.move(rewriting, cached, StandardCopyOption.ATOMIC_MOVE);
      }
      return cached;
    }
  }

  private void rewrite(ZipFile zip, Path output) throws IOException {
    ClassFile raiser =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(resolver(zip)));
    List<String> changes = new ArrayList<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(output))) {
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        if (entry.isDirectory() || isJnaLibrary(entry.getName())) {
          continue;
        }
        byte[] content = read(zip, entry);
        if (isClass(entry) && majorVersion(zip, entry) < OLDEST_ARCHIVABLE) {
          content = raise(raiser, content);
          changes.add(entry.getName());
        }
        put(out, entry.getName(), content);
      }
      // Apache-2.0 section 4b: changed files say so.
      String notice =
          "PacketFrame's build left out native libraries for other platforms and raised the class"
              + " file version of "
              + changes.size()
              + " classes to "
              + RAISED.majorVersion()
              + "; nothing else was changed.\n";
      put(out, "META-INF/PACKETFRAME-CHANGES", notice.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    ZipEntry copy = new ZipEntry(name);
    copy.setTime(plan.timestamp.toMillis());
    out.putNextEntry(copy);
    out.write(content);
    out.closeEntry();
  }

  /** Sets the version and computes the stack maps that it asks for. */
  private static byte[] raise(ClassFile raiser, byte[] old) {
    ClassModel model = raiser.parse(old);
    ClassTransform version =
        (builder, element) -> builder.with(element instanceof ClassFileVersion ? RAISED : element);
    // Passing the code through element by element makes the builder generate it anew.
    ClassTransform code =
        ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
    byte[] raised = raiser.transformClass(model, version.andThen(code));
    List<VerifyError> errors = raiser.verify(raised);
    if (!errors.isEmpty()) {
      throw new Broken(
          model.thisClass().asInternalName() + " cannot be raised: " + errors.getFirst());
    }
    return raised;
  }

  /** Stack maps need to know superclasses: those of the jar itself, then the JDK's. */
  private static ClassHierarchyResolver resolver(ZipFile zip) {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              String descriptor = type.descriptorString();
              ZipEntry entry =
                  zip.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
              try {
                return entry == null ? null : zip.getInputStream(entry);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElse(ClassHierarchyResolver.defaultResolver())
        .cached();
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
  }

  private static boolean isJnaLibrary(String name) {
    return name.startsWith("com/sun/jna/")
        && name.matches(".*/(lib)?jnidispatch\\.(so|dll|jnilib|dylib|a)");
  }

  private static int majorVersion(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] head = in.readNBytes(8);
      return (head[6] & 0xff) << 8 | head[7] & 0xff;
    }
  }

  private static void copyJnaLibrary(Path jar, Path lib) throws IOException {
    if (!jar.getFileName().toString().matches("jna-\\d.*\\.jar")) {
      return;
    }
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String cpu =
        System.getProperty("os.arch").replace("amd64", "x86-64").replace("x86_64", "x86-64");
    String platform = (os.startsWith("mac") ? "darwin" : os.replace(" ", "")) + "-" + cpu;
    String suffix = os.startsWith("mac") ? "jnilib" : "so";
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("com/sun/jna/" + platform + "/libjnidispatch." + suffix);
      if (entry == null) {
        throw new Broken("JNA has no library for " + platform);
      }
      Path folder = Files.createDirectories(lib.resolve("native"));
      Files.write(folder.resolve("libjnidispatch." + suffix), read(zip, entry));
    }
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  // ---- launcher

  private String launcher(List<String> jars) {
    StringBuilder classPath = new StringBuilder();
    for (String jar : jars) {
      classPath.append(classPath.isEmpty() ? "" : ":").append("$home/lib/").append(jar);
    }
    // A root tool takes no options from its environment: NAME.options is the place for them. The
    // last of the unset makes the JDK's own launcher chatter on stdout.
    return """
    #!/bin/sh
    # Generated by .mvn/build/BuildImage.java. JVM options: lib/@NAME@.options
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS _JAVA_LAUNCHER_DEBUG
    self=$0
    while [ -L "$self" ]; do
      link=$(readlink "$self")
      case $link in
        /*) self=$link ;;
        *) self=${self%/*}/$link ;;
      esac
    done
    case $self in
      */*) home=${self%/*}/.. ;;
      *) home=.. ;;
    esac
    home=$(CDPATH='' cd -P -- "$home" && pwd -P) || exit 1
    case $home in
      *:*)
        echo "@NAME@: cannot run from a path with a colon: $home" >&2
        exit 1
        ;;
    esac
    exec "$home/lib/runtime/bin/java" "@$home/lib/@NAME@.options" \\
      "-Djna.boot.library.path=$home/lib/native" "-XX:SharedArchiveFile=$home/lib/@NAME@.jsa" \\
      -cp "@CLASSPATH@" @MAIN@ "$@"
    """
        .replace("@NAME@", plan.name)
        .replace("@CLASSPATH@", classPath)
        .replace("@MAIN@", plan.mainClass);
  }

  // ---- class archive

  private void dump(List<String> jars) throws IOException, InterruptedException {
    Path lib = staging.resolve("lib");
    String classPath =
        String.join(":", jars.stream().map(jar -> lib.resolve(jar).toString()).toList());
    List<String> java = new ArrayList<>();
    java.add(lib.resolve("runtime/bin/java").toString());
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-Djna.boot.library.path=" + lib.resolve("native"));

    Set<String> classes = new LinkedHashSet<>();
    for (List<String> command : plan.training) {
      Path list = plan.work.resolve("classes.lst");
      Files.deleteIfExists(list);
      List<String> args = new ArrayList<>(java);
      args.addAll(List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list));
      args.addAll(options);
      args.addAll(List.of("-cp", classPath, plan.mainClass));
      for (String word : command) {
        args.add(word.replace("{image}", staging.toString()));
      }
      String what = plan.name + " " + String.join(" ", command);
      int status = call(args, what);
      // "No" is an answer (1, 2); not understanding the command is a mistake of the build.
      if (status > 2) {
        throw new Broken("training with `" + what + "` ended with " + status + ":\n" + said());
      }
      List<String> recorded = Files.exists(list) ? Files.readAllLines(list) : List.of();
      String main = plan.mainClass.replace('.', '/') + " ";
      if (recorded.stream().noneMatch(line -> line.startsWith(main))) {
        throw new Broken("training with `" + what + "` never reached the program:\n" + said());
      }
      for (String line : recorded) {
        // Ids count within one run and would collide in the union; without them names identify.
        if (!line.startsWith("#") && !line.contains(" source: ")) {
          classes.add(line.replaceFirst(" id: \\d+$", ""));
        }
      }
    }
    Path union = plan.work.resolve("classes.lst");
    Files.write(union, classes);
    Path archive = lib.resolve(plan.name + ".jsa");
    List<String> args = new ArrayList<>(java);
    args.addAll(
        List.of(
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + union,
            "-XX:SharedArchiveFile=" + archive));
    args.addAll(options);
    args.addAll(List.of("-cp", classPath));
    if (call(args, "class archive") != 0 || !Files.exists(archive)) {
      throw new Broken("the class archive could not be made:\n" + said());
    }
  }

  /** Runs a command with an empty environment and no input; its output goes to a log. */
  private int call(List<String> command, String what) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Process process = builder.start();
    try {
      if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
        throw new Broken(what + " did not end within " + TRAINING_SECONDS + " s");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private Path log() {
    return plan.work.resolve("last-command.log");
  }

  private String said() throws IOException {
    return new String(Files.readAllBytes(log()), StandardCharsets.UTF_8);
  }

  // ---- files

  /** Same modes and times whatever the umask, the clock and the source's own. */
  private void normalise(Path tree) throws IOException {
    Set<PosixFilePermission> executable = PosixFilePermissions.fromString("rwxr-xr-x");
    Set<PosixFilePermission> plain = PosixFilePermissions.fromString("rw-r--r--");
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        if (!Files.isSymbolicLink(path)) {
          boolean x = Files.isDirectory(path) || Files.isExecutable(path) && isProgram(path);
          Files.setPosixFilePermissions(path, x ? executable : plain);
        }
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(plan.timestamp, null, null);
      }
    }
  }

  /** Root may "execute" anything with any x bit; ask the owner's bit. */
  private static boolean isProgram(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(
            path,
            to.resolve(from.relativize(path)),
            LinkOption.NOFOLLOW_LINKS,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static long size(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
    }
  }

  private static String digest(Path file) throws IOException {
    return digest(Files.readAllBytes(file));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The build cannot go on, for a reason that a person can read. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }
}
