package io.packetframe.verifier.run;

import io.packetframe.verifier.image.Content;
import io.packetframe.verifier.image.Initramfs;
import io.packetframe.verifier.image.KernelModules;
import io.packetframe.verifier.image.SharedLibraries;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.Userland;
import io.packetframe.verifier.wire.Nonce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recipe of a guest's file system, from {@code qemu-images/guest} and what the build made.
 *
 * <pre>
 * /init /agent            first process, start of the agent
 * /bin                    busybox under the names that scripts use
 * /lib /lib64             what the JVM needs of the host's C library
 * /lib/modules/*.ko       in the order of /etc/modules
 * /boot/config-RELEASE    where a Debian machine has it
 * /opt/packetframe        the product, as shipped
 * /opt/verifier/lib       agent, JUnit, tests, class archive
 * /etc/packetframe        port, settings, commands, tests; in the archive of the boot: the nonce
 * </pre>
 *
 * <p>Where the guest's processor is not the host's, what depends on it comes from a user land.
 */
final class GuestImage {
  private static final List<String> APPLETS =
      List.of(
          "cat",
          "dirname",
          "dmesg",
          "env",
          "grep",
          "head",
          "id",
          "insmod",
          "ip",
          "ls",
          "mkdir",
          "mount",
          "poweroff",
          "ps",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "stty",
          "tail",
          "true",
          "umount",
          "uname");
  private static final List<String> FOLDERS = List.of("dev", "proc", "root", "run", "sys", "tmp");

  private GuestImage() {}

  /** Returns everything that is the same for each boot of a kernel. */
  static Initramfs base(
      Workspace workspace, Kernel kernel, Optional<Userland> userland, GuestWork work)
      throws IOException, HarnessException {
    Path product = workspace.productImage();
    Path agent = workspace.agent();
    requireBuilt(product.resolve("bin/packetframe"));
    requireBuilt(agent.resolve("build-id"));
    Path init = workspace.guest().resolve("init");
    Initramfs image =
        userland.isPresent()
            ? skeleton(init, userland.get().root().resolve("usr/bin/busybox"))
            : skeleton(init);
    image.file("agent", Content.of(workspace.guest().resolve("agent")));
    FOLDERS.forEach(image::folder);
    GuestMachine machine = GuestMachine.of(kernel.architecture());
    modules(image, workspace, kernel, machine);
    image.file("etc/packetframe/port", Content.of(machine.resultPort() + "\n"));
    image.file("boot/config-" + kernel.release(), Content.of(kernel.configuration()));
    if (userland.isPresent()) {
      new ForeignProduct(product, agent, userland.get()).addTo(image);
    } else {
      image.tree("opt/packetframe", product);
      image.tree("opt/verifier/lib", agent.resolve("lib"));
      for (Map.Entry<String, Path> library : libraries(product).entrySet()) {
        image.file(library.getKey(), library.getValue());
      }
    }
    image.file("etc/packetframe/settings", Content.of(workspace.guest().resolve("settings")));
    image.file("etc/packetframe/tests", Content.of(lines(work.tests())));
    image.file(
        "etc/packetframe/commands",
        Content.of(
            Judge.FEASIBILITY + ": /opt/packetframe/bin/packetframe feasibility --json --full\n"));
    return image;
  }

  /** Returns the guest of an accelerator's canary, or of a test with its own init. */
  static Initramfs skeleton(Path init) throws IOException, HarnessException {
    return skeleton(init, busybox());
  }

  private static Initramfs skeleton(Path init, Path busybox) throws IOException {
    Initramfs image = new Initramfs();
    image.device("dev/console", 5, 1);
    image.file("bin/busybox", busybox);
    for (String applet : APPLETS) {
      image.link("bin/" + applet, "busybox");
    }
    return image.program("init", Content.of(init));
  }

  /** Returns what one boot has for itself. */
  static Initramfs ofBoot(Nonce nonce) {
    return new Initramfs().file("etc/packetframe/nonce", Content.of(nonce.hex()));
  }

  /** Returns what makes a boot one for a person: the script that runs instead of the agent. */
  static Initramfs ofShell(String script) {
    return new Initramfs().file("etc/packetframe/shell", Content.of(script));
  }

  private static void modules(
      Initramfs image, Workspace workspace, Kernel kernel, GuestMachine machine)
      throws IOException {
    List<String> names = new ArrayList<>(machine.modules());
    names.addAll(Files.readAllLines(workspace.guest().resolve("modules")));
    KernelModules modules = KernelModules.in(kernel.modules());
    if (kernel.isByPath()) {
      // It may have been built without some; what needs them says so in the guest.
      names.removeIf(name -> !modules.has(name));
    }
    Map<String, Content> closure = modules.closure(names);
    closure.forEach((name, content) -> image.file("lib/modules/" + name + ".ko", content));
    image.file("etc/modules", Content.of(lines(closure.keySet())));
  }

  private static String lines(Collection<String> of) {
    return of.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static Map<String, Path> libraries(Path product) throws IOException {
    Path runtime = product.resolve("lib/runtime");
    List<Path> programs = new ArrayList<>(List.of(runtime.resolve("bin/java")));
    for (Path folder : List.of(runtime.resolve("lib"), product.resolve("lib/native"))) {
      try (Stream<Path> tree = Files.walk(folder)) {
        programs.addAll(tree.filter(it -> it.toString().endsWith(".so")).sorted().toList());
      }
    }
    return SharedLibraries.ofHost()
        .closure(programs, List.of(runtime.resolve("lib"), runtime.resolve("lib/server")));
  }

  private static Path busybox() throws HarnessException {
    for (String path : List.of("/bin/busybox", "/usr/bin/busybox")) {
      if (Files.isExecutable(Path.of(path))) {
        return Path.of(path);
      }
    }
    throw new HarnessException(
        "there is no busybox", ".github/setup, or apt-get install busybox-static");
  }

  private static void requireBuilt(Path file) throws HarnessException {
    if (!Files.exists(file)) {
      throw new HarnessException(file + " is missing", "mvn package");
    }
  }
}
