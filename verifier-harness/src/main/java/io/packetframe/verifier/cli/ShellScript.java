package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.Kernel;
import java.util.List;
import java.util.Optional;

/** What the shell of a guest runs first. */
final class ShellScript {
  private ShellScript() {}

  /**
   * Returns the script.
   *
   * @param command to run; empty for a shell to type in
   * @param size rows and columns of the terminal, with a blank between
   */
  static String of(Kernel kernel, List<String> command, Optional<String> size) {
    StringBuilder script = new StringBuilder();
    size.map(it -> it.split(" ", 2))
        .ifPresent(it -> script.append("stty rows " + it[0] + " cols " + it[1] + "\n"));
    script.append("export PATH=/opt/packetframe/bin:/bin HOME=/root TERM=linux\ncd /root\n");
    if (command.isEmpty()) {
      script.append("export PS1=" + quoted(kernel.id() + ":\\w# ") + "\n");
      script.append("echo 'packetframe and busybox are here; exit ends the guest'\nexec sh\n");
    } else {
      // Nobody sits there who needs a carriage return.
      script.append("stty -opost -echo\n");
      script.append("exec sh -c " + quoted(String.join(" ", command)) + "\n");
    }
    return script.toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
