package io.packetframe.oracle;

import io.packetframe.testing.Blessed;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program {@code libbpf_bench.c}, as a process of its own. */
public final class LibbpfBench implements AutoCloseable {
  private static final Path SOURCES = Blessed.root().resolve("packetframe/src/test/oracle");

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private final String version;

  private LibbpfBench(List<String> command) throws IOException {
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.version = answers.readLine().split("\t", -1)[1];
  }

  /** Compiles and starts it, with the peers' libbpf where there is one. */
  public static LibbpfBench start() throws IOException, InterruptedException {
    Path program = Files.createDirectories(Corpus.folder()).resolve("libbpf_bench");
    Path source = SOURCES.resolve("libbpf_bench.c");
    Tools.run(List.of("cc", "-O2", "-o", program.toString(), source.toString(), "-lbpf"));
    return new LibbpfBench(Tools.withPeersLibraries(program));
  }

  /** Compiles a BPF program of the folder {@code bench}. */
  public static Path compiled(String name) throws IOException, InterruptedException {
    Path object = Files.createDirectories(Corpus.folder()).resolve(name + ".bpf.o");
    Tools.run(
        List.of(
            "clang-19",
            "-target",
            "bpf",
            "-O2",
            "-g",
            "-mcpu=v3",
            "-Wno-missing-declarations",
            "-idirafter",
            Blessed.root().resolve("bpf/src/include/shim").toString(),
            "-c",
            SOURCES.resolve("bench/" + name + ".bpf.c").toString(),
            "-o",
            object.toString()));
    return object;
  }

  /** Returns the version of libbpf. */
  public String version() {
    return version;
  }

  /** Sends a command; returns the numbers of the answer. */
  public long[] ask(String... fields) throws IOException {
    commands.write(String.join("\t", fields) + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null || answer.startsWith("refused") || answer.startsWith("unknown")) {
      throw new IOException("libbpf_bench: " + String.join(" ", fields) + ": " + answer);
    }
    return List.of(answer.split("\t", -1)).stream().skip(1).mapToLong(Long::parseLong).toArray();
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
