package io.packetframe.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code drop-ratio <ratio> of matched window <n>s threshold <count>}, in just this order. */
final class CircuitBreakerGrammar {
  private CircuitBreakerGrammar() {}

  static @Nullable CircuitBreaker read(Arguments in) {
    in.takeFixed("drop-ratio");
    double ratio = Numbers.takeRatio(in);
    in.takeFixed("of");
    denominator(in);
    in.takeFixed("window");
    Duration window = Numbers.takeDuration(in, 1, false);
    in.takeFixed("threshold");
    // Threshold 0 would trip before the first window and act like 1: say what you mean.
    long threshold = Numbers.take(in, 1, Numbers.MAX_U32);
    in.end();
    return in.failed() || window == null ? null : new CircuitBreaker(ratio, window, threshold);
  }

  private static void denominator(Arguments in) {
    Token token = in.take("`matched`");
    if (token == null || token.text().equals("matched")) {
      return;
    }
    ConfigProblem problem =
        token.text().equals("rx")
            ? ConfigProblem.error(
                    ProblemKind.NOT_SUPPORTED,
                    token.position(),
                    "`rx` is reserved for future modules; a drop ratio is of `matched` packets")
                .suggest(Suggestions.didYouMean("matched"))
            : ConfigProblem.error(
                    ProblemKind.BAD_WORD,
                    token.position(),
                    token.quoted() + " is nothing that a drop ratio can be of")
                .suggest(Suggestions.didYouMean(token.text(), List.of("matched")));
    in.report(problem.expected("`matched`"));
  }
}
