package io.packetframe.verifier.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of several processes that want the same kernel at the same moment. */
final class StoreRacer {
  private StoreRacer() {}

  public static void main(String[] args) throws Exception {
    ScriptedApt apt = new ScriptedApt().lists(56).slow(200);
    KernelLock lock =
        KernelLock.read(Path.of("/nowhere"))
            .with(ScriptedApt.ENTRY.id(), List.of(ScriptedApt.image(56)));
    Kernel kernel =
        new KernelStore(Path.of(args[0]), lock, true, apt, _ -> {})
            .obtain(
                ScriptedApt.ENTRY,
                AptConfiguration.read(
                    Path.of("/nowhere"),
                    Map.of("PACKETFRAME_DEBIAN_MIRROR", "http://m.example/debian")));
    System.out.println("release " + kernel.release() + " " + apt.calls);
  }
}
