package io.packetframe.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Browser;
import io.packetframe.verifier.testing.BrowserTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page as a reader meets it: in a real browser, by mouse and keyboard, light and dark. */
@BrowserTest
class MatrixPageInBrowserTest {
  private static final String SHOWN =
      "[...document.querySelectorAll('#tests tbody tr:not(.group)')].filter(r => !r.hidden)"
          + ".map(r => r.cells[0].textContent).join()";

  // The browser may write to its profile while it ends.
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void aReaderFindsWhatFailed() throws Exception {
    Path page = folder.resolve("report.html");
    Files.writeString(page, MatrixPage.of("3 kernels", SampleMatrix.columns()));
    Path shots =
        Files.createDirectories(
            Path.of(System.getProperty("root.directory", "."))
                .resolve("verifier-harness/target/screenshots"));
    try (Browser browser = Browser.open(folder, page)) {
      assertThat(browser.evaluate("document.querySelector('#kernels').innerText"))
          .contains("debian-5.10-amd64", "1 of 3 passed", "infra", "90.1 s");
      assertThat(browser.evaluate("document.querySelector('#capabilities').innerText"))
          .contains("map.hash", "fail", "pass");
      assertThat(browser.evaluate("document.querySelectorAll('#charts svg').length"))
          .isEqualTo("2");
      assertThat(browser.evaluate(SHOWN)).isEqualTo("(class),breaks(),works()");
      browser.prefer("light");
      Files.write(shots.resolve("report-light.png"), browser.screenshot());
      String light = background(browser);
      browser.prefer("dark");
      Files.write(shots.resolve("report-dark.png"), browser.screenshot());
      assertThat(background(browser)).isNotEqualTo(light);

      // No head of a table lies on a row.
      assertThat(
              browser.evaluate(
                  "[...document.querySelectorAll('table')].every(t =>"
                      + " t.tHead.querySelector('th').getBoundingClientRect().bottom"
                      + " <= t.tBodies[0].rows[0].getBoundingClientRect().top + 1)"))
          .isEqualTo("true");

      // The slash goes to the filter, which hides the rest.
      browser.press("/", "/");
      for (String key : new String[] {"b", "r", "e"}) {
        browser.press(key, key);
      }
      assertThat(browser.evaluate("document.querySelector('#filter').value")).isEqualTo("bre");
      assertThat(browser.evaluate(SHOWN)).isEqualTo("breaks()");
      assertThat(browser.evaluate("document.querySelector('#count').textContent"))
          .isEqualTo("1 row");

      // From cell to cell by arrows; Enter opens, and what the guest said is text.
      browser.evaluate("document.querySelector('#tests tr:not([hidden]) td.cell button').focus()");
      browser.press("ArrowRight", "");
      browser.press("ArrowLeft", "");
      assertThat(browser.evaluate("document.activeElement.getAttribute('aria-label')"))
          .isEqualTo("breaks() on debian-5.10-amd64: failed");
      browser.press("Enter", "\r");
      assertThat(browser.evaluate("document.querySelector('#detail').open")).isEqualTo("true");
      assertThat(browser.evaluate("document.querySelector('#detail').innerText"))
          .contains("breaks() on debian-5.10-amd64", "1 is not 2");
      browser.press("Escape", "");
      browser.evaluate("document.querySelector('#kernels td.infra button').click()");
      assertThat(browser.evaluate("document.querySelector('#detail').innerText"))
          .contains("panic <script>alert(1)</script> | x", "Kernel panic - not syncing")
          .contains("accelerator kvm/host: it came up");
      Files.write(shots.resolve("report-detail.png"), browser.screenshot());

      // Only what did not pass everywhere.
      browser.evaluate(
          "(document.querySelector('#detail').close(), document.querySelector('#filter').value ="
              + " '', document.querySelector('#odd').click())");
      assertThat(browser.evaluate(SHOWN)).isEqualTo("(class),breaks()");
    }
  }

  private static String background(Browser browser) throws Exception {
    return browser.evaluate("getComputedStyle(document.body).backgroundColor");
  }
}
