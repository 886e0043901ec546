package io.packetframe.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A runtime image on disk, run with an environment of its own. */
record Image(Path home) {
  /** What a command said and how it ended. */
  record Outcome(int status, String stdout, String stderr) {}

  /** A class that the JVM loaded and whether it came out of the archive. */
  record Loaded(String name, boolean archived) {}

  private static final Pattern LOADED =
      Pattern.compile("\\[class,load\\s*] (\\S+) source: (.+)", Pattern.MULTILINE);

  /** The image that this build has just made. */
  static Image built() {
    Path home = Path.of(System.getProperty("root.directory"), "packetframe/target/image");
    if (!Files.exists(home.resolve("bin/packetframe"))) {
      throw new AssertionError("no image at " + home + ": its build belongs before this test");
    }
    return new Image(home);
  }

  Path launcher() {
    return home.resolve("bin/packetframe");
  }

  /** Copies as packages do: modes and times are kept. */
  Image copyTo(Path folder) throws IOException, InterruptedException {
    Outcome copied = exec(Map.of(), "/bin/cp", "-a", home.toString(), folder.toString());
    if (copied.status != 0) {
      throw new IOException(copied.stderr);
    }
    return new Image(folder);
  }

  /** A copy that takes an option more but shares its other files, where the file system allows. */
  Image withOption(String option, Path folder) throws IOException, InterruptedException {
    Outcome linked = exec(Map.of(), "/bin/cp", "-al", home.toString(), folder.toString());
    Image copy = linked.status == 0 ? new Image(folder) : copyTo(folder);
    copy.addOption(option);
    return copy;
  }

  /** Adds a JVM option for every later start; only the owner of the image can. */
  void addOption(String option) throws IOException {
    Path file = home.resolve("lib/packetframe.options");
    String options = Files.readString(file);
    // Anew, not appended: the file may be a link to the original's.
    Files.delete(file);
    Files.writeString(file, options + option + "\n");
  }

  /** Runs the launcher with nothing in its environment: no PATH, no HOME, no JAVA_HOME. */
  Outcome run(String... args) throws IOException, InterruptedException {
    return runWith(Map.of(), args);
  }

  Outcome runWith(Map<String, String> environment, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(launcher().toString());
    command.addAll(List.of(args));
    return exec(environment, command.toArray(String[]::new));
  }

  static Outcome exec(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path stdout = Files.createTempFile("image-it", ".out");
    Path stderr = Files.createTempFile("image-it", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " did not end within a minute");
      }
      return new Outcome(
          process.exitValue(),
          Files.readString(stdout, StandardCharsets.UTF_8),
          Files.readString(stderr, StandardCharsets.UTF_8));
    } finally {
      Files.delete(stdout);
      Files.delete(stderr);
    }
  }

  /** Runs a command in a copy that logs what it loads. */
  static List<Loaded> loadedBy(Image copy, Path log, String... args)
      throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    copy.run(args);
    List<Loaded> classes = new ArrayList<>();
    Matcher line = LOADED.matcher(Files.readString(log));
    while (line.find()) {
      classes.add(new Loaded(line.group(1), line.group(2).contains("shared objects file")));
    }
    return classes;
  }
}
