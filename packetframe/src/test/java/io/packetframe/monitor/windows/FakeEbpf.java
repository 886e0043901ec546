package io.packetframe.monitor.windows;

import io.packetframe.CompiledLibrary;
import io.packetframe.sys.windows.JnaEbpfApi;
import io.packetframe.sys.windows.TestSigning;
import java.nio.file.Path;

/** fake_ebpfapi.c: it remembers the first thing that the library of Windows would not take. */
final class FakeEbpf {
  /** The numbers of its hooks. */
  static final int XDP = 0;

  static final int BIND = 1;
  static final int CONNECT4 = 2;

  private final CompiledLibrary library;

  private FakeEbpf(CompiledLibrary library) {
    this.library = library;
  }

  /** Compiles it; skips the test with the reason where there is no compiler. */
  static FakeEbpf of(Path directory) throws Exception {
    return new FakeEbpf(CompiledLibrary.of(FakeEbpf.class, "fake_ebpfapi.c", "EBPFAPI", directory));
  }

  WindowsMonitors monitors(TestSigning signing) {
    return new WindowsMonitors(() -> JnaEbpfApi.of(library.path()), () -> signing);
  }

  String path() {
    return library.path();
  }

  /** Sockets do something at a hook; so many bytes to a port. */
  void event(int hook, int port, int bytes) {
    library.call("fake_event", hook, port, bytes);
  }

  /** Says something to it: a function without arguments, or with one number. */
  void tell(String function, Object... argument) {
    library.call("fake_" + function, argument);
  }

  int calls() {
    return library.number("fake_calls");
  }

  int openDescriptors() {
    return library.number("fake_open_descriptors");
  }

  String problem() {
    return library.text("fake_problem");
  }
}
