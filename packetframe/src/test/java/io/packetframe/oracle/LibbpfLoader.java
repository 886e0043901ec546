package io.packetframe.oracle;

import io.packetframe.testing.Blessed;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program of src/test/oracle that loads with libbpf, as a process of its own. */
public final class LibbpfLoader implements Loader, AutoCloseable {
  private static final Path SOURCE =
      Blessed.root().resolve("packetframe/src/test/oracle/libbpf_loader.c");

  private static final Pattern REFUSED_PROGRAM =
      Pattern.compile("libbpf: prog '([^']*)': BPF program load failed.*");

  /** A program of an object, as libbpf sees it. */
  record Has(String program, String section, boolean byDefault) {}

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final String version;
  private List<Has> programs = List.of();

  private LibbpfLoader(List<String> command) throws IOException {
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.version = fields()[1];
  }

  /**
   * Compiles and starts it, with the libbpf of {@code .github/setup --peers} where that was made,
   * else with this host's.
   */
  public static LibbpfLoader start(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("libbpf_loader");
    Files.createDirectories(folder);
    Tools.run(List.of("cc", "-O2", "-Wall", "-o", program.toString(), SOURCE.toString(), "-lbpf"));
    return new LibbpfLoader(Tools.withPeersLibraries(program));
  }

  /** Returns the version of libbpf, e.g. {@code v1.5}. */
  public String version() {
    return version;
  }

  /** Returns the programs of the object that was loaded last, also of one that was refused. */
  List<Has> programs() {
    return programs;
  }

  /** Loads an object, or one program of it; {@code *} for those that are loaded by default. */
  @Override
  public Answer load(CorpusObject object, String program) throws IOException {
    send("load", object.file().toString(), program);
    Map<String, Integer> loaded = new LinkedHashMap<>();
    Map<String, Integer> maps = new LinkedHashMap<>();
    List<String> said = new ArrayList<>();
    programs = new ArrayList<>();
    while (true) {
      String[] fields = fields();
      switch (fields[0]) {
        case "has" -> programs.add(new Has(fields[1], fields[2], fields[3].equals("1")));
        case "program" -> loaded.put(fields[1], Integer.parseUnsignedInt(fields[2]));
        case "map" -> maps.put(inObject(fields[1]), Integer.parseUnsignedInt(fields[2]));
        case "said" -> said.add(fields[1]);
        case "loaded" -> {
          return new Answer.Loaded(loaded, maps);
        }
        case "refused" -> {
          return refused(Integer.parseInt(fields[2]), said);
        }
        default -> throw new IOException("libbpf_loader: " + String.join(" ", fields));
      }
    }
  }

  /** Closes what the last load made. */
  @Override
  public void unload() throws IOException {
    send("unload");
    String[] answer = fields();
    if (!answer[0].equals("unloaded")) {
      throw new IOException("libbpf_loader: " + String.join(" ", answer));
    }
  }

  /** Loads and closes an object so often; returns the nanoseconds of each load. */
  public List<Long> time(Path object, int rounds) throws IOException {
    send("time", object.toString(), Integer.toString(rounds));
    List<Long> times = new ArrayList<>();
    while (true) {
      String[] fields = fields();
      switch (fields[0]) {
        case "nanoseconds" -> times.add(Long.parseLong(fields[1]));
        case "done" -> {
          return times;
        }
        default -> throw new IOException("libbpf_loader: " + String.join(" ", fields));
      }
    }
  }

  /**
   * libbpf names these by what it tells the kernel: the object's name, cut, before the section's.
   */
  private static String inObject(String map) {
    return map.replaceFirst("^.{0,8}(\\.(data|rodata|bss|kconfig))$", "$1");
  }

  private static Answer refused(int errno, List<String> said) {
    String program = "";
    for (String line : said) {
      Matcher matcher = REFUSED_PROGRAM.matcher(line);
      if (program.isEmpty() && matcher.matches()) {
        program = matcher.group(1);
      }
    }
    String first = said.isEmpty() ? "" : said.getFirst().replaceFirst("^libbpf: ", "");
    return new Answer.Refused(OptionalInt.of(errno), program, first);
  }

  private void send(String... fields) throws IOException {
    commands.write(String.join("\t", fields) + "\n");
    commands.flush();
  }

  private String[] fields() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("libbpf_loader is gone");
    }
    return line.split("\t", -1);
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
