package io.packetframe.sys.bsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.bsd.BpfRequest.Argument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our table against the headers of this very system, where it is one of the table's. */
class BpfAbiOnThisHostTest {
  @TempDir private Path directory = Path.of("");

  private static BpfAbi abi() {
    String system = System.getProperty("os.name");
    return switch (system) {
      case "FreeBSD" -> BpfAbi.FREEBSD;
      case "OpenBSD" -> BpfAbi.OPENBSD;
      case "NetBSD" -> BpfAbi.NETBSD;
      case "DragonFlyBSD" -> BpfAbi.DRAGONFLY;
      case "Mac OS X" -> BpfAbi.MACOS;
      default -> Assumptions.abort("this is " + system + ", which has no bpf(4)");
    };
  }

  @Test
  void everyNumberIsTheHeaders() throws Exception {
    BpfAbi abi = abi();
    Map<String, String> headers = headers();
    for (BpfRequest request : BpfRequest.values()) {
      OptionalInt ours = abi.request(request);
      String theirs = headers.get(request.name());
      if (ours.isPresent() && theirs != null) {
        assertThat(Integer.toHexString(ours.getAsInt())).as(request.name()).isEqualTo(theirs);
      }
    }
    BpfRecordLayout records = abi.records();
    assertThat(headers)
        .containsEntry("ifreq", Integer.toString(abi.sizeOf(Argument.IFREQ)))
        .containsEntry("bpf_stat", Integer.toString(abi.sizeOf(Argument.STATISTICS)))
        .containsEntry("bpf_hdr", Integer.toString(records.size()))
        .containsEntry("bh_caplen", Integer.toString(records.capturedOffset()))
        .containsEntry("bh_datalen", Integer.toString(records.lengthOffset()))
        .containsEntry("bh_hdrlen", Integer.toString(records.headerLengthOffset()))
        .containsEntry("alignment", Integer.toString(records.alignment()));
  }

  private Map<String, String> headers() throws Exception {
    Path source = directory.resolve("bpf_abi.c");
    try (InputStream text = BpfAbiOnThisHostTest.class.getResourceAsStream("bpf_abi.c")) {
      Files.write(source, Objects.requireNonNull(text).readAllBytes());
    }
    Path program = directory.resolve("bpf-abi");
    output("cc", "-o", program.toString(), source.toString());
    Map<String, String> headers = new HashMap<>();
    output(program.toString())
        .lines()
        .map(line -> line.split(" "))
        .forEach(words -> headers.put(words[0], words[1]));
    return headers;
  }

  private String output(String... command) throws Exception {
    Path output = directory.resolve("output.txt");
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    } catch (IOException e) {
      Assumptions.abort(command[0] + " does not run here: " + e.getMessage());
    }
    return Files.readString(output);
  }
}
