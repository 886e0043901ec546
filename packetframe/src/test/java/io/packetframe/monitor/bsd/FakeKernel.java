package io.packetframe.monitor.bsd;

import io.packetframe.CompiledLibrary;
import io.packetframe.sys.bsd.BpfAbi;
import io.packetframe.sys.bsd.JnaBsdCalls;
import java.nio.file.Path;

/**
 * fake_bpf.c, compiled for one system: it remembers the first thing that its kernel would not like.
 */
final class FakeKernel {
  private final CompiledLibrary library;

  private FakeKernel(CompiledLibrary library) {
    this.library = library;
  }

  /** Compiles it; skips the test with the reason where there is no compiler. */
  static FakeKernel of(BpfAbi abi, Path directory) throws Exception {
    return new FakeKernel(
        CompiledLibrary.of(FakeKernel.class, "fake_bpf.c", abi.name(), directory));
  }

  BsdMonitors monitors(BpfAbi abi) {
    return new BsdMonitors(abi, () -> JnaBsdCalls.of(library.path()));
  }

  /** Has a frame pass the interface em0. */
  void pass(byte[] frame, boolean isOutgoing) {
    library.call("fake_frame", frame, frame.length, isOutgoing ? 1 : 0);
  }

  void dataLink(int number) {
    library.call("fake_data_link", number);
  }

  /** Has others use so many numbered devices; on a system with one path, it is not for us. */
  void busy(int count) {
    library.call("fake_busy", count);
  }

  int openDevices() {
    return library.number("fake_open_devices");
  }

  String problem() {
    return library.text("fake_problem");
  }
}
