package io.packetframe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors come and go while they are listed. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc/self/fd is Linux's")
class OpenDescriptorsTest {
  private static final int LISTINGS = 2_000;

  @Test
  void whatIsClosedMeanwhileIsNotThere(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("comes-and-goes"), "");
    AtomicBoolean over = new AtomicBoolean();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    openAndClose(file);
                  }
                });
    try {
      for (int i = 0; i < LISTINGS; i++) {
        assertThat(others(file)).isEqualTo(others(file));
      }
    } finally {
      over.set(true);
      other.join();
    }
  }

  private static List<String> others(Path file) throws Exception {
    return OpenDescriptors.targets().stream().filter(it -> !it.equals(file.toString())).toList();
  }

  private static void openAndClose(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      assertThat(in).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
