package io.packetframe.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitReportTest {
  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  @Test
  void aSuiteThatOtherProgramsRead() throws Exception {
    Element suite =
        parse(
            new JUnitReport(
                    new KernelId("debian-6.1-amd64"),
                    List.of(
                        new TestFinished(new TestName("a.B", "good()"), new Passed(), 1500),
                        new TestFinished(
                            new TestName("a.B", "bad()"),
                            new Failed("<&\"\u0001>", "at a.B\n\tat c"),
                            2),
                        new TestFinished(new TestName("a.C", ""), new Skipped("not root"), 0),
                        new TestFinished(
                            new TestName("a.D", "odd()"), new Failed("1", "at a.D"), 1)),
                    Map.of(new TestName("a.D", "odd()"), "failed: 1; passed in a fresh guest"),
                    List.of("capability bpffs: fail\nmore"),
                    Optional.of("panic in a < b"),
                    List.of("[ 1.0] Kernel panic", "<TASK>"))
                .xml());
    assertThat(suite.getAttribute("name")).isEqualTo("debian-6.1-amd64");
    assertThat(suite.getAttribute("tests")).isEqualTo("5");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("1.503");
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(((Element) cases.item(0)).getAttribute("classname"))
        .isEqualTo("debian-6.1-amd64.a.B");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("<&\"?>");
    assertThat(failure.getTextContent()).isEqualTo("at a.B\n\tat c");
    assertThat(((Element) cases.item(2)).getAttribute("name")).isEqualTo("(class)");
    assertThat(((Element) cases.item(4)).getAttribute("name")).isEqualTo("capability bpffs: fail");
    Element flaky = (Element) suite.getElementsByTagName("flakyFailure").item(0);
    assertThat(flaky.getAttribute("message")).isEqualTo("failed: 1; passed in a fresh guest");
    Element error = (Element) suite.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("type")).isEqualTo("panic in a < b");
    assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
        .isEqualTo("[ 1.0] Kernel panic\n<TASK>");
  }
}
