package io.packetframe.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What section {@code global} comes to, defaults filled in.
 *
 * @param metricsTextfile where metrics are written; empty: nowhere
 * @param logLevel default {@code info}
 * @param bpffsRoot default {@code /sys/fs/bpf/packetframe}
 * @param stateDir default {@code /var/lib/packetframe/state}
 * @param attachSettleTime default 2 s; zero is no wait
 */
public record GlobalSettings(
    Optional<AbsolutePath> metricsTextfile,
    LogLevel logLevel,
    AbsolutePath bpffsRoot,
    AbsolutePath stateDir,
    Duration attachSettleTime) {

  /** What holds without any config. */
  public static final GlobalSettings DEFAULTS =
      new GlobalSettings(
          Optional.empty(),
          LogLevel.INFO,
          new AbsolutePath("/sys/fs/bpf/packetframe"),
          new AbsolutePath("/var/lib/packetframe/state"),
          Duration.ofSeconds(2));

  static GlobalSettings of(List<GlobalDirective> directives) {
    GlobalSettings settings = DEFAULTS;
    for (GlobalDirective directive : directives) {
      settings = settings.with(directive);
    }
    return settings;
  }

  private GlobalSettings with(GlobalDirective directive) {
    return switch (directive) {
      case GlobalDirective.MetricsTextfile it ->
          new GlobalSettings(
              Optional.of(it.path()), logLevel, bpffsRoot, stateDir, attachSettleTime);
      case GlobalDirective.LogLevelDirective it ->
          new GlobalSettings(metricsTextfile, it.level(), bpffsRoot, stateDir, attachSettleTime);
      case GlobalDirective.BpffsRoot it ->
          new GlobalSettings(metricsTextfile, logLevel, it.path(), stateDir, attachSettleTime);
      case GlobalDirective.StateDir it ->
          new GlobalSettings(metricsTextfile, logLevel, bpffsRoot, it.path(), attachSettleTime);
      case GlobalDirective.AttachSettleTime it ->
          new GlobalSettings(metricsTextfile, logLevel, bpffsRoot, stateDir, it.time());
    };
  }
}
