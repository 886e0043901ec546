package io.packetframe.daemon;

import io.packetframe.module.Sample;
import java.util.List;
import java.util.Optional;

/** The metrics of a module in the text format of Prometheus. */
final class MetricsText {
  private static final String TOTAL = "_total";

  private final String module;
  private final StringBuilder text = new StringBuilder();

  private MetricsText(String module) {
    this.module = module;
  }

  /**
   * Returns the whole file.
   *
   * @param uptimeSeconds since the daemon began to write metrics
   * @param writtenSeconds now, since 1970: what has stopped being written shows
   */
  static String of(
      String module,
      List<Sample> samples,
      long uptimeSeconds,
      long writtenSeconds,
      Optional<SoftnetStatistics> softnet) {
    MetricsText metrics = new MetricsText(module);
    for (Sample sample : samples) {
      String name = sample.name().endsWith(TOTAL) ? sample.name() : sample.name() + TOTAL;
      // The data path counts in 64 bits without a sign.
      metrics.counter(
          name, "Counter " + sample.name() + " of the data path.", unsigned(sample.value()));
    }
    metrics.gauge("uptime_seconds", "Seconds since the daemon began to write.", uptimeSeconds);
    metrics.gauge("written_timestamp_seconds", "When this file was written.", writtenSeconds);
    metrics.forwardingMode();
    if (softnet.isPresent()) {
      metrics.softnet(softnet.get());
    }
    return metrics.text.toString();
  }

  private void forwardingMode() {
    head("fib_forwarding_mode", "Who decides where a packet goes.", "gauge");
    for (String mode : List.of("kernel-fib", "custom-fib", "compare")) {
      text.append("packetframe_fib_forwarding_mode{module=\"").append(module);
      text.append("\",mode=\"").append(mode).append("\"} ");
      text.append(mode.equals("kernel-fib") ? 1 : 0).append('\n');
    }
  }

  private void softnet(SoftnetStatistics softnet) {
    counter(
        "softnet_processed_total",
        "Frames that the kernel took off its queues.",
        unsigned(softnet.processed()));
    counter(
        "softnet_dropped_total",
        "Frames for which a queue of the kernel had no room.",
        unsigned(softnet.dropped()));
    counter(
        "softnet_time_squeeze_total",
        "Times that the kernel left frames because its time was up.",
        unsigned(softnet.squeezed()));
  }

  private static String unsigned(long value) {
    return Long.toUnsignedString(value);
  }

  private void counter(String name, String help, String value) {
    head(name, help, "counter");
    row(name, value);
  }

  private void gauge(String name, String help, long value) {
    head(name, help, "gauge");
    row(name, Long.toString(value));
  }

  private void head(String name, String help, String type) {
    text.append("# HELP packetframe_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE packetframe_").append(name).append(' ').append(type).append('\n');
  }

  private void row(String name, String value) {
    text.append("packetframe_").append(name).append("{module=\"").append(module);
    text.append("\"} ").append(value).append('\n');
  }
}
