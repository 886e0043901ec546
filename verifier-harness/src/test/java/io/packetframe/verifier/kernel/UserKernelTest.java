package io.packetframe.verifier.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserKernelTest {
  private static final String RELEASE = "6.9.0-rc1+_Mine";

  @TempDir Path root;
  private Path image = Path.of("");
  private Path modules = Path.of("");

  @BeforeEach
  void files() throws IOException {
    root = root.toRealPath();
    image = Files.write(root.resolve("bzImage"), bzImage(RELEASE + " (me@here) #1"));
    modules = Files.createDirectories(root.resolve("lib/modules").resolve(RELEASE));
    Files.createDirectories(modules.resolve("kernel"));
    Files.writeString(root.resolve("config-" + RELEASE), "CONFIG_BPF=y\n");
  }

  private static byte[] bzImage(String version) {
    ByteBuffer head = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort(0x1fe, (short) 0xaa55);
    head.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII));
    head.putShort(0x20e, (short) 0x700);
    head.put(0x900, version.getBytes(StandardCharsets.US_ASCII));
    return head.array();
  }

  @Test
  void itIsWhatItsFilesSay() throws Exception {
    Kernel kernel = UserKernel.of(image, modules);
    assertThat(kernel.id().text()).isEqualTo("user-6.9.0-rc1-mine-amd64");
    assertThat(kernel.release()).isEqualTo(RELEASE);
    assertThat(kernel.configuration()).isEqualTo(root.resolve("config-" + RELEASE));
    assertThat(kernel.modules()).isEqualTo(modules);
    assertThat(kernel.btf()).as("only the guest can tell").isEmpty();
    assertThat(kernel.unlocked()).contains("a kernel by path");
    assertThat(UserKernel.of(image, root)).as("as modules_install leaves it").isEqualTo(kernel);
    Path link = Files.createSymbolicLink(root.resolve("link"), modules);
    assertThat(UserKernel.of(image, link)).isEqualTo(kernel);
  }

  @Test
  void anArm64ImageSaysNoRelease() throws Exception {
    byte[] head = new byte[4096];
    System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, head, 0x38, 4);
    Kernel kernel = UserKernel.of(Files.write(root.resolve("Image"), head), modules);
    assertThat(kernel.id().text()).isEqualTo("user-6.9.0-rc1-mine-arm64");
    assertThat(kernel.architecture()).isEqualTo(Architecture.ARM64);
  }

  @Test
  void theConfigurationMayLieInTheTreeThatItWasBuiltIn() throws Exception {
    Path boot = Files.createDirectories(root.resolve("linux/arch/x86/boot"));
    Path built = Files.copy(image, boot.resolve("bzImage"));
    assertThatThrownBy(() -> UserKernel.of(built, modules))
        .isInstanceOf(KernelException.class)
        .hasMessageContaining("is neither beside it nor beside its modules");
    Path config = Files.writeString(root.resolve("linux/.config"), "CONFIG_BPF=y\n");
    assertThat(UserKernel.of(built, modules).configuration()).isEqualTo(config);
  }

  @Test
  void imageAndModulesAreOfOneKernel() throws Exception {
    Files.write(image, bzImage("6.9.0-rc2 #1"));
    assertThatThrownBy(() -> UserKernel.of(image, modules))
        .isInstanceOf(KernelException.class)
        .hasMessage(image + " is kernel 6.9.0-rc2, and the modules are of " + RELEASE);
    Files.createDirectories(root.resolve("lib/modules/6.9.0-rc2"));
    assertThatThrownBy(() -> UserKernel.of(image, root))
        .hasMessageEndingWith("lib/modules has modules of 2 kernels");
    assertThatThrownBy(() -> UserKernel.of(image, root.resolve("lib")))
        .hasMessageContaining("has no modules");
    assertThatThrownBy(() -> UserKernel.of(root, modules)).hasMessage(root + " is no file");
    assertThatThrownBy(() -> UserKernel.of(image, image)).hasMessage(image + " is no folder");
  }

  @ParameterizedTest
  @CsvSource({"0, ", "1, ", "514, ", "1024, gunzip it"})
  void whatIsNoKernelIsRefused(int length, String remedy) throws Exception {
    byte[] file = new byte[length];
    if (remedy != null) {
      file[0] = 0x1f;
      file[1] = (byte) 0x8b;
    }
    Files.write(image, file);
    assertThatThrownBy(() -> UserKernel.of(image, modules))
        .isInstanceOfSatisfying(
            KernelException.class, e -> assertThat(e.remedy().orElse(null)).isEqualTo(remedy))
        .hasMessageContaining("is no kernel that boots here");
  }

  /** A file can say that its version stands anywhere. */
  @Test
  void aVersionBeyondTheHeadIsNone() throws Exception {
    byte[] head = bzImage("x");
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putShort(0x20e, (short) 0xffff);
    Files.write(image, head);
    assertThat(UserKernel.of(image, modules).release()).isEqualTo(RELEASE);
  }
}
