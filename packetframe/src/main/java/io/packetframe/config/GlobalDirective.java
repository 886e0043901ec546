package io.packetframe.config;

import java.time.Duration;

/** The directives of section {@code global}. */
public sealed interface GlobalDirective extends Directive {
  @Override
  GlobalKeyword keyword();

  /** Where the metrics of the daemon are written; without it they are not. */
  record MetricsTextfile(Position position, AbsolutePath path) implements GlobalDirective {
    @Override
    public GlobalKeyword keyword() {
      return GlobalKeyword.METRICS_TEXTFILE;
    }
  }

  /** How much the daemon logs. */
  record LogLevelDirective(Position position, LogLevel level) implements GlobalDirective {
    @Override
    public GlobalKeyword keyword() {
      return GlobalKeyword.LOG_LEVEL;
    }
  }

  /** The directory on a bpf file system that holds our pins. */
  record BpffsRoot(Position position, AbsolutePath path) implements GlobalDirective {
    @Override
    public GlobalKeyword keyword() {
      return GlobalKeyword.BPFFS_ROOT;
    }
  }

  /** The directory of the daemon's own files. */
  record StateDir(Position position, AbsolutePath path) implements GlobalDirective {
    @Override
    public GlobalKeyword keyword() {
      return GlobalKeyword.STATE_DIR;
    }
  }

  /** How long to wait between two attaches, as each can take the link down; zero is no wait. */
  record AttachSettleTime(Position position, Duration time) implements GlobalDirective {
    /** Checks that time does not run backwards. */
    public AttachSettleTime {
      if (time.isNegative()) {
        throw new IllegalArgumentException("time: not negative");
      }
    }

    @Override
    public GlobalKeyword keyword() {
      return GlobalKeyword.ATTACH_SETTLE_TIME;
    }
  }
}
