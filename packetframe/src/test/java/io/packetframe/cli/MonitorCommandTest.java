package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.sys.linux.ScriptedSyscalls;
import org.junit.jupiter.api.Test;

/** What monitor says to arguments that make no sense: before it touches anything. */
class MonitorCommandTest {
  @Test
  void wrongArgumentsAreSaidAndExitWith64() {
    refused("no monitor is named gpu: cpu, net, mem or lsm", "gpu");
    refused("monitor net needs --interface NAME", "net");
    refused("--interface a/b: it contains `/`", "net", "--interface", "a/b");
    refused("--interface is for monitor net", "mem", "--interface", "eth9");
    refused("--count 0 is not at least 1", "--count", "0");
    refused("--interval 5 is no time of 100ms to 60m, such as 500ms, 1s or 2m", "--interval", "5");
    refused(
        "--textfile /nowhere/at/all: there is no such directory", "--textfile", "/nowhere/at/all");
    refused("no monitor is named \\u{1b}[31m: cpu, net, mem or lsm", "\u001b[31m");
  }

  private static void refused(String reason, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "monitor";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Invocation invocation = Invocation.of(new ScriptedSyscalls(), false, all);
    assertThat(invocation.err())
        .isEqualTo("packetframe: " + reason + "\n  see: packetframe monitor --help\n");
    assertThat(invocation.code()).isEqualTo(ExitCode.USAGE);
    assertThat(invocation.out()).isEmpty();
  }
}
