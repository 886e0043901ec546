package io.packetframe.monitor.bsd;

import com.sun.jna.NativeLibrary;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.JnaBsdCalls;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * fake_bpf.c, compiled for one system: it remembers the first thing that its kernel would not like.
 */
final class FakeKernel {
  private final String library;
  private final NativeLibrary functions;

  private FakeKernel(Path library) {
    this.library = library.toString();
    this.functions = NativeLibrary.getInstance(this.library);
  }

  /** Compiles it; skips the test with the reason where there is no compiler. */
  static FakeKernel of(BpfAbi abi, Path directory) throws Exception {
    Path source = directory.resolve("fake_bpf.c");
    try (InputStream text = FakeKernel.class.getResourceAsStream("fake_bpf.c")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    // A library of the same path would be the one that is loaded already.
    Path library = Files.createTempFile(directory, abi.name(), ".so");
    List<String> command =
        List.of(
            "gcc",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-shared",
            "-fPIC",
            "-Wl,-Bsymbolic",
            "-D" + abi.name(),
            "-o",
            library.toString(),
            source.toString());
    try {
      File output = directory.resolve("gcc.txt").toFile();
      Process gcc =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
      if (gcc.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(output.toPath()));
      }
    } catch (IOException e) {
      Assumptions.abort("gcc does not run here: " + e.getMessage());
    }
    return new FakeKernel(library);
  }

  BsdMonitors monitors(BpfAbi abi) {
    return new BsdMonitors(abi, () -> JnaBsdCalls.of(library));
  }

  /** Has a frame pass the interface em0. */
  void pass(byte[] frame, boolean isOutgoing) {
    call("fake_frame", frame, frame.length, isOutgoing ? 1 : 0);
  }

  void dataLink(int number) {
    call("fake_data_link", number);
  }

  /** Has others use so many numbered devices; on a system with one path, it is not for us. */
  void busy(int count) {
    call("fake_busy", count);
  }

  int openDevices() {
    return functions.getFunction("fake_open_devices").invokeInt(new Object[] {});
  }

  String problem() {
    return functions.getFunction("fake_problem").invokeString(new Object[] {}, false);
  }

  private void call(String name, Object... arguments) {
    functions.getFunction(name).invokeVoid(arguments);
  }
}
