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
            JUnitReport.xml(
                new KernelId("debian-6.1-amd64"),
                List.of(
                    new TestFinished(new TestName("a.B", "good()"), new Passed(), 1500),
                    new TestFinished(
                        new TestName("a.B", "bad()"),
                        new Failed("<&\"\u0001>", "at a.B\n\tat c"),
                        2),
                    new TestFinished(new TestName("a.C", ""), new Skipped("not root"), 0)),
                List.of("capability bpffs: fail\nmore")));
    assertThat(suite.getAttribute("name")).isEqualTo("debian-6.1-amd64");
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("1.502");
    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(((Element) cases.item(0)).getAttribute("classname"))
        .isEqualTo("debian-6.1-amd64.a.B");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("<&\"?>");
    assertThat(failure.getTextContent()).isEqualTo("at a.B\n\tat c");
    assertThat(((Element) cases.item(2)).getAttribute("name")).isEqualTo("(class)");
    assertThat(((Element) cases.item(3)).getAttribute("name")).isEqualTo("capability bpffs: fail");
  }
}
