package io.packetframe.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixReportTest {
  @TempDir private Path folder;

  @Test
  void kernelsComeInTheOrderOfTheirNumbers() {
    assertThat(
            Stream.of(
                    "debian-6.1-amd64",
                    "debian-5.10-amd64",
                    "debian-6.12-arm64",
                    "debian-6.12-amd64")
                .sorted(NumberedNames.ORDER))
        .containsExactly(
            "debian-5.10-amd64", "debian-6.1-amd64", "debian-6.12-amd64", "debian-6.12-arm64");
    assertThat(NumberedNames.ORDER.compare("a007", "a7")).isZero();
    assertThat(NumberedNames.ORDER.compare("a9", "a99999999999999999999")).isNegative();
    assertThat(NumberedNames.ORDER.compare("a", "a1")).isNegative();
  }

  @Test
  void whatRunsLeftIsReadBack() throws Exception {
    for (Column column : SampleMatrix.columns()) {
      SampleMatrix.write(folder, column);
    }
    assertThat(new ReportFolder(folder).columns()).isEqualTo(SampleMatrix.columns());
  }

  @Test
  void aBrokenFileIsNamedByWhatIsWrong() throws Exception {
    Files.writeString(folder.resolve("a" + KernelOutcome.SUFFIX), "{\"kernel\": 7}");
    assertThatThrownBy(() -> new ReportFolder(folder).columns())
        .isInstanceOf(PacketFrameException.class)
        .hasMessageContaining("outcome.");
  }

  @Test
  void theSummaryIsOneTableWhateverAGuestSaid() {
    String summary = MatrixSummary.of(SampleMatrix.columns());
    assertThat(summary.lines().limit(5))
        .containsExactly(
            "| kernel | release | verdict | tests passed | first test | power-off | accelerator |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            "| debian-5.10-amd64 | 5.10.0-9 | fail | 1 of 3 | 9.5 s | 100.3 s | tcg |",
            "| debian-6.1-amd64 | 6.1.0-50 | pass | 2 of 2 | 9.0 s | 90.1 s | tcg |",
            "| debian-7.3-amd64 | 7.3.4 | infra (advisory) | 0 of 0 |  |  | kvm/host |");
    assertThat(summary)
        .contains(
            "- **debian-7.3-amd64**: infra: panic &#60;script&#62;alert(1)&#60;/script&#62; &#124;"
                + " x")
        .contains("- **debian-5.10-amd64**: test io.Test.breaks(): 1 is not 2");
  }

  @Test
  void whatIsNotTheLockedKernelIsSaidFirst() {
    List<Column> columns =
        SampleMatrix.columns().stream()
            .map(it -> SampleMatrix.unlocked(it, "6.1 is gone"))
            .toList();
    assertThat(MatrixSummary.of(columns))
        .startsWith("**debian-5.10-amd64**: UNLOCKED, never accepted: 6.1 is gone\n\n**debian-6.1")
        .containsOnlyOnce("debian-6.1-amd64**: UNLOCKED");
    assertThat(MatrixPage.of("now", columns))
        .contains("\"unlocked\":[\"debian-5.10-amd64: UNLOCKED, never accepted: 6.1 is gone\"");
    assertThat(MatrixPage.of("now", SampleMatrix.columns())).contains("\"unlocked\":[]");
  }

  /** The page is one element of data in a document that does not change. */
  @Test
  void thePageHoldsAllAndNothingEndsItsData() throws Exception {
    String page = MatrixPage.of("now", SampleMatrix.columns());
    assertThat(page).doesNotContain("@DATA@").doesNotContain("src=", "href=", "url(", "fetch(");
    int start = page.indexOf("id=\"data\">") + "id=\"data\">".length();
    String data = page.substring(start, page.indexOf("</script>", start));
    assertThat(data).doesNotContain("<");
    String all = JsonWriter.line(JsonReader.read(data));
    assertThat(all)
        .contains("panic <script>alert(1)</script>", "1 is not 2", "\"instructions\":53034")
        .contains("{\"group\":\"map\",\"name\":\"map.hash\",\"answers\":[[\"fail\",");
  }

  @Test
  void noKernelsAreAnEmptyTable() {
    assertThat(MatrixPage.of("now", List.of())).contains("\"kernels\":[]");
  }
}
