package io.packetframe.fastpath;

import io.packetframe.net.InterfaceName;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the fast path is pinned; people and scripts know these paths.
 *
 * <pre>
 * ROOT/fast-path/progs/{fast_path,finalize}
 * ROOT/fast-path/maps/NAME
 * ROOT/fast-path/links/INTERFACE
 * </pre>
 *
 * @param root {@code bpffs-root} of the config
 */
public record PinLayout(Path root) {
  /** The name of the module, and of its folder. */
  public static final String MODULE = "fast-path";

  Path folder() {
    return root.resolve(MODULE);
  }

  Path programs() {
    return folder().resolve("progs");
  }

  Path maps() {
    return folder().resolve("maps");
  }

  Path links() {
    return folder().resolve("links");
  }

  /** Returns the folders that hold pins: in the order in which they are emptied. */
  List<Path> folders() {
    return List.of(links(), maps(), programs());
  }

  Path program(String name) {
    return programs().resolve(name);
  }

  Path map(String name) {
    return maps().resolve(name);
  }

  /**
   * Returns the pin of a link. A BPF file system refuses every name with a dot (EPERM, bpf_lookup
   * in kernel/bpf/inode.c), and {@code eth0.100} is a common name: it becomes {@code eth0%2E100}.
   */
  Path link(InterfaceName port) {
    return links().resolve(port.text().replace("%", "%25").replace(".", "%2E"));
  }

  /** Returns the interface whose link has that file name. */
  static String interfaceOf(Path link) {
    return link.getFileName().toString().replace("%2E", ".").replace("%25", "%");
  }
}
