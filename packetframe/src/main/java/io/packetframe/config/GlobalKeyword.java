package io.packetframe.config;

/** The directives of section {@code global}; each at most once. */
public enum GlobalKeyword implements Keyword {
  METRICS_TEXTFILE("metrics-textfile", "<absolute path>"),
  LOG_LEVEL("log-level", "trace|debug|info|warn|error"),
  BPFFS_ROOT("bpffs-root", "<absolute path>"),
  STATE_DIR("state-dir", "<absolute path>"),
  ATTACH_SETTLE_TIME("attach-settle-time", "<n>s|<n>ms");

  private final String text;
  private final String arguments;

  GlobalKeyword(String text, String arguments) {
    this.text = text;
    this.arguments = arguments;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public Section section() {
    return Section.GLOBAL;
  }

  @Override
  public String syntax() {
    return text + " " + arguments;
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
