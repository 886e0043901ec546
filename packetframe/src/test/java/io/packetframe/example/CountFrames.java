package io.packetframe.example;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.Codecs;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.elf.ObjectFile;
import io.packetframe.sys.linux.LinuxSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the frames that an interface receives while some work is done. */
final class CountFrames {
  private CountFrames() {}

  static long during(Runnable work, Path objectFile, int interfaceIndex) throws Exception {
    var spec = ObjectFile.parse(Files.readAllBytes(objectFile));
    try (BpfObject object = BpfObject.load(LinuxSystem.syscalls(), spec, LoadOptions.defaults());
        Link _ = Xdp.attach(object.program("count"), interfaceIndex, XdpMode.GENERIC)) {
      work.run();
      var frames = object.map("frames").view(Codecs.U32, Codecs.U64);
      return frames.lookup(0).orElseThrow();
    }
  }
}
