package io.packetframe.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about the loader shows the example word for word: what it shows is what was run. */
class LoaderPageTest {
  private static final Path PAGE = Blessed.root().resolve("packetframe/docs/loader.md");
  private static final Path TESTS = Blessed.root().resolve("packetframe/src/test");

  @Test
  void thePageShowsTheExampleThatIsRun() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page)
        .contains(
            "```java\n"
                + Files.readString(TESTS.resolve("java/io/packetframe/example/CountFrames.java"))
                + "```\n")
        .contains("```c\n" + Files.readString(TESTS.resolve("bpf/count.bpf.c")) + "```\n");
  }
}
