package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of looking at one place of the host.
 *
 * <p>The answers are asked for by methods, not by a pattern switch: the JDK generates code for the
 * first such switch of a process, which takes 3 ms with the class archive of our image and 10
 * without, measured.
 */
public sealed interface Reading<T> {

  /** The place was read and makes sense. */
  record Present<T>(T value) implements Reading<T> {
    @Override
    public Optional<T> optional() {
      return Optional.of(value);
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }

    @Override
    public <R> Reading<R> parse(String path, String expected, Function<T, Optional<R>> parser) {
      Optional<R> parsed = parser.apply(value);
      return parsed.isPresent()
          ? new Present<>(parsed.get())
          : new Unreadable<>(path, "holds no " + expected);
    }
  }

  /** There is no such place: the kernel lacks the feature, or nobody has mounted it. */
  record Absent<T>(String path) implements Reading<T> {
    @Override
    public Optional<T> optional() {
      return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
      return Optional.of(path + " does not exist");
    }

    @Override
    public <R> Reading<R> parse(String path, String expected, Function<T, Optional<R>> parser) {
      return new Absent<>(this.path);
    }
  }

  /**
   * The place exists but tells us nothing; {@code reason} is the kernel's word where there is one.
   */
  record Unreadable<T>(String path, String reason) implements Reading<T> {
    @Override
    public Optional<T> optional() {
      return Optional.empty();
    }

    @Override
    public Optional<String> problem() {
      return Optional.of(path + ": " + reason);
    }

    @Override
    public <R> Reading<R> parse(String path, String expected, Function<T, Optional<R>> parser) {
      return new Unreadable<>(this.path, reason);
    }
  }

  /** Returns the value, where there is one. */
  Optional<T> optional();

  /** Returns the path and what is wrong with it, where there is no value. */
  Optional<String> problem();

  /** Returns the same for those who know no files. */
  default Fact<T> fact() {
    return optional().map(Fact::known).orElseGet(() -> Fact.unknown(problem().orElseThrow()));
  }

  /** Goes on with the value, where there is one. */
  @SuppressWarnings("unchecked") // What holds no value is of every type.
  default <R> Reading<R> flatMap(Function<T, Reading<R>> next) {
    Optional<T> value = optional();
    return value.isPresent() ? next.apply(value.get()) : (Reading<R>) this;
  }

  /**
   * Makes a richer value of this one; what {@code parser} refuses is unreadable at {@code path}.
   */
  <R> Reading<R> parse(String path, String expected, Function<T, Optional<R>> parser);
}
