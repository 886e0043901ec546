package io.packetframe.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The arguments of the global directives. */
final class GlobalGrammar {
  private GlobalGrammar() {}

  /** Reads a directive; null if anything is wrong with it, which has been reported. */
  static @Nullable GlobalDirective read(GlobalKeyword keyword, Arguments in) {
    Position position = in.position();
    return switch (keyword) {
      case METRICS_TEXTFILE -> {
        AbsolutePath path = path(in);
        yield path == null ? null : new GlobalDirective.MetricsTextfile(position, path);
      }
      case BPFFS_ROOT -> {
        AbsolutePath path = path(in);
        yield path == null ? null : new GlobalDirective.BpffsRoot(position, path);
      }
      case STATE_DIR -> {
        AbsolutePath path = path(in);
        yield path == null ? null : new GlobalDirective.StateDir(position, path);
      }
      case LOG_LEVEL -> {
        LogLevel level = in.takeWord(LogLevel.values());
        in.end();
        yield level == null ? null : new GlobalDirective.LogLevelDirective(position, level);
      }
      case ATTACH_SETTLE_TIME -> {
        Duration time = Numbers.takeDuration(in, 0, true);
        in.end();
        yield time == null ? null : new GlobalDirective.AttachSettleTime(position, time);
      }
    };
  }

  private static @Nullable AbsolutePath path(Arguments in) {
    AbsolutePath path = Literals.takePath(in);
    in.end();
    return path;
  }
}
