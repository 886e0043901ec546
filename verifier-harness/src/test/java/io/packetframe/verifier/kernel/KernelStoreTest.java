package io.packetframe.verifier.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelStoreTest {
  private static final KernelEntry ENTRY = ScriptedApt.ENTRY;

  @TempDir Path folder;
  private final ScriptedApt apt = new ScriptedApt().lists(55, 56);
  private final List<String> said = new ArrayList<>();
  private AptConfiguration configuration = configuration();
  private KernelLock lock = lock(56);

  private static AptConfiguration configuration() {
    try {
      return AptConfiguration.read(
          Path.of("/nowhere"), Map.of("PACKETFRAME_DEBIAN_MIRROR", "http://m.example/debian"));
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  private static KernelLock lock(int abi) {
    try {
      return KernelLock.read(Path.of("/nowhere")).with(ENTRY.id(), List.of(ScriptedApt.image(abi)));
    } catch (KernelException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void fresh() {
    configuration = configuration();
  }

  private Kernel obtain(boolean mustBeLocked) throws IOException, KernelException {
    return new KernelStore(folder, lock, mustBeLocked, apt, said::add).obtain(ENTRY, configuration);
  }

  @Test
  void theLockedOneIsFetchedOnce() throws Exception {
    Kernel kernel = obtain(true);
    assertThat(kernel.release()).isEqualTo("6.1.0-56-amd64");
    assertThat(kernel.unlocked()).isEmpty();
    assertThat(Files.readString(kernel.configuration())).isEqualTo("CONFIG_BPF=y\n");
    assertThat(apt.calls).containsExactly("update", "download", "unpack");
    apt.calls.clear();
    apt.offline();
    assertThat(obtain(true)).isEqualTo(kernel);
    assertThat(apt.calls).as("a warm cache asks nobody").isEmpty();
  }

  @Test
  void aUserLandIsUnpackedAsItIsAndUnlocksTheKernelThatRunsWithIt() throws Exception {
    UserlandEntry entry =
        new UserlandEntry(
            new KernelId("debian-13-arm64"),
            Architecture.ARM64,
            List.of("sid"),
            List.of(Pattern.compile("linux-image-.*")));
    KernelStore store = new KernelStore(folder, lock, false, apt, said::add);
    Userland userland = store.obtain(entry, configuration);
    assertThat(userland.root().resolve("boot/vmlinuz-6.1.0-56-amd64")).hasContent("kernel");
    assertThat(userland.unlocked()).contains("no version of debian-13-arm64 is locked");
    Kernel kernel = store.obtain(ENTRY, configuration);
    assertThat(kernel.unlocked()).isEmpty();
    assertThat(kernel.with(userland).unlocked()).isEqualTo(userland.unlocked());
    assertThat(kernel.with(userland).packages()).hasSize(2);
  }

  @Test
  void noTemporaryFileStays() throws Exception {
    obtain(true);
    try (Stream<Path> tree = Files.walk(folder)) {
      assertThat(tree.map(Path::toString))
          .noneMatch(path -> path.contains(".new") || path.contains("download/package"));
    }
  }

  @Test
  void anOlderLockedOneIsTakenWhileItIsListed() throws Exception {
    lock = lock(55);
    assertThat(obtain(true).release()).isEqualTo("6.1.0-55-amd64");
  }

  @Test
  void aVanishedOneIsReplacedAndSaid() throws Exception {
    lock = lock(54);
    Kernel kernel = obtain(false);
    assertThat(kernel.release()).isEqualTo("6.1.0-56-amd64");
    assertThat(kernel.unlocked())
        .contains("the locked linux-image-6.1.0-54-amd64 6.1.54-1 is gone from the archive");
  }

  @Test
  void aVanishedOneFailsWhereLockedIsRequired() {
    lock = lock(54);
    assertThatThrownBy(() -> obtain(true))
        .isInstanceOf(KernelException.class)
        .hasMessageStartingWith("debian-6.1-amd64 cannot be had as locked");
  }

  /** Superseded packages leave the index before the others of their kernel do. */
  @Test
  void whatTheIndexNoLongerListsIsLockedAsThePoolHasIt() throws Exception {
    String address =
        "http://m.example/debian/pool/main/l/linux/linux-modules-6.1.0-56-amd64_6.1.56-1_amd64.deb";
    apt.pools("package 56");
    KernelStore store = new KernelStore(folder, lock, false, apt, said::add);
    List<KernelPackage> newest = store.newest(ScriptedApt.SPLIT, configuration);
    assertThat(newest).containsExactly(ScriptedApt.image(56), ScriptedApt.pooled(56, "package 56"));
    assertThat(apt.calls).containsExactly("update", "pool " + address);
    assertThat(said)
        .contains(
            "linux-modules-6.1.0-56-amd64 6.1.56-1 is not in the signed index: as the pool has it");
    lock = lock.with(ScriptedApt.SPLIT.id(), newest);
    Path elsewhere = folder.resolve("elsewhere");
    assertThat(
            new KernelStore(elsewhere, lock, true, apt, said::add)
                .obtain(ScriptedApt.SPLIT, configuration)
                .unlocked())
        .isEmpty();
  }

  @Test
  void thePoolIsBelievedOnlyWhatTheLockSays() throws Exception {
    lock =
        lock.with(
            ScriptedApt.SPLIT.id(),
            List.of(ScriptedApt.image(56), ScriptedApt.pooled(56, "package 57")));
    KernelStore store = new KernelStore(folder, lock, false, apt.pools("else"), said::add);
    assertThatThrownBy(() -> store.obtain(ScriptedApt.SPLIT, configuration))
        .hasMessageContaining("linux-modules-6.1.0-56-amd64 6.1.56-1 has another content");
  }

  @Test
  void whatNeitherIndexNorPoolHasIsUnavailable() {
    KernelStore store = new KernelStore(folder, lock, false, apt, said::add);
    assertThatThrownBy(() -> store.newest(ScriptedApt.SPLIT, configuration))
        .isInstanceOf(KernelException.class)
        .hasMessage("linux-modules-6.1.0-56-amd64 6.1.56-1 is neither listed nor in the pool");
    apt.lists();
    assertThatThrownBy(() -> store.obtain(ScriptedApt.SPLIT, configuration))
        .isInstanceOf(KernelException.class)
        .hasMessageStartingWith("the archive has no package like");
  }

  @Test
  void withoutALockTheNewestIsUnlocked() throws Exception {
    lock = KernelLock.read(Path.of("/nowhere"));
    assertThat(obtain(false).unlocked()).contains("no version of debian-6.1-amd64 is locked");
  }

  @Test
  void coldAndOfflineSaysWhatIsMissing() {
    apt.offline();
    assertThatThrownBy(() -> obtain(false))
        .isInstanceOf(KernelException.class)
        .hasMessageContaining("(linux-image-6.1.0-56-amd64 6.1.56-1) is not in " + folder)
        .hasMessageContaining("E: Failed to fetch http://x: no network");
  }

  @Test
  void otherContentThanLockedIsRefused() {
    apt.dishonest();
    assertThatThrownBy(() -> obtain(false))
        .hasMessageContaining("has another content than expected");
  }

  @Test
  void whatWasDamagedIsMadeAnew() throws Exception {
    Kernel kernel = obtain(true);
    Files.writeString(kernel.image(), "damaged");
    assertThat(Files.readString(obtain(true).image())).isEqualTo("kernel");
    Path deb = folder.resolve("packages").resolve(kernel.packages().getFirst().sha256() + ".deb");
    Files.writeString(deb, "damaged");
    apt.calls.clear();
    obtain(true);
    assertThat(apt.calls).contains("download");
    Files.writeString(kernel.modules().resolve("stranger.ko"), "x");
    obtain(true);
    assertThat(kernel.modules().resolve("stranger.ko")).doesNotExist();
  }

  @Test
  void theNewestCanBeLocked() throws Exception {
    KernelStore store = new KernelStore(folder, lock, false, apt, said::add);
    assertThat(store.newest(ENTRY, configuration)).containsExactly(ScriptedApt.image(56));
    assertThat(store.has(ENTRY)).isFalse();
    obtain(false);
    assertThat(store.has(ENTRY)).isTrue();
    apt.lists();
    assertThatThrownBy(() -> store.newest(ENTRY, configuration))
        .hasMessageStartingWith("the archive has no package like");
  }

  /** Four processes at once: each gets the kernel whole, one of them fetches it. */
  @Test
  void processesShareIt() throws Exception {
    List<Process> racers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      racers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StoreRacer.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .start());
    }
    int downloads = 0;
    for (Process racer : racers) {
      String output = new String(racer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(racer.waitFor()).as(output).isZero();
      assertThat(output).contains("release 6.1.0-56-amd64");
      downloads += output.contains("download") ? 1 : 0;
    }
    assertThat(downloads).isEqualTo(1);
  }

  @Test
  void realToolsAreBounded() throws Exception {
    Tools.Output output =
        Tools.ofHost()
            .run(
                List.of("sh", "-c", "echo out; echo 'W: said' >&2; exit 3"),
                folder,
                java.time.Duration.ofSeconds(10));
    assertThat(output.status()).isEqualTo(3);
    assertThat(output.out()).isEqualTo("out\n");
    assertThat(output.complaint()).isEqualTo("W: said");
    assertThat(
            Tools.ofHost()
                .run(List.of("sleep", "60"), folder, java.time.Duration.ofMillis(100))
                .status())
        .isNotZero();
  }

  /** What is locked stays, and what is young: another checkout may have just used it. */
  @Test
  void pruningTakesWhatNobodyNeeds() throws Exception {
    Kernel kept = obtain(true);
    KernelLock later = lock;
    lock = lock(55);
    Kernel other = obtain(true);
    Path half = Files.createDirectory(folder.resolve("unpacked/.new123"));
    lock = later;
    KernelStore store = new KernelStore(folder, lock, true, apt, said::add);
    assertThat(store.prune(Duration.ofDays(1))).isEmpty();

    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(half, old);
    assertThat(store.prune(Duration.ofDays(1))).containsExactly(half);
    assertThat(store.prune(Duration.ZERO)).hasSize(2);
    assertThat(Files.exists(other.image())).isFalse();
    assertThat(Files.exists(kept.image())).isTrue();
    apt.calls.clear();
    assertThat(obtain(true)).isEqualTo(kept);
    assertThat(apt.calls).as("what is locked is still there").isEmpty();
  }
}
