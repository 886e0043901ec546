package io.packetframe.host;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that the host may or may not have told us.
 *
 * <p>There is no third way: what is not known says why, and never looks like a number. Asked by
 * methods and not by a pattern switch, whose first use in a process costs milliseconds.
 */
public sealed interface Fact<T> {

  /** The host said so. */
  record Known<T>(T value) implements Fact<T> {
    @Override
    public Optional<T> optional() {
      return Optional.of(value);
    }

    @Override
    public Optional<String> reason() {
      return Optional.empty();
    }

    @Override
    public <R> Fact<R> map(Function<T, R> function) {
      return new Known<>(function.apply(value));
    }
  }

  /** The host did not say; the reason is for a person. */
  record Unknown<T>(String reasonText) implements Fact<T> {
    @Override
    public Optional<T> optional() {
      return Optional.empty();
    }

    @Override
    public Optional<String> reason() {
      return Optional.of(reasonText);
    }

    @Override
    public <R> Fact<R> map(Function<T, R> function) {
      return new Unknown<>(reasonText);
    }
  }

  /** Returns what the host said. */
  static <T> Fact<T> known(T value) {
    return new Known<>(value);
  }

  /** Returns that the host did not say, and why. */
  static <T> Fact<T> unknown(String reason) {
    return new Unknown<>(reason);
  }

  /** Returns the value, if it is known. */
  Optional<T> optional();

  /** Returns why it is not known, if it is not. */
  Optional<String> reason();

  /** Makes another value of a known one; the reason of an unknown one stays. */
  <R> Fact<R> map(Function<T, R> function);

  /** Goes on with a known value; the reason of an unknown one stays. */
  default <R> Fact<R> flatMap(Function<T, Fact<R>> function) {
    Optional<T> value = optional();
    return value.isPresent() ? function.apply(value.get()) : unknown(reason().orElseThrow());
  }

  /** Returns this one if it is known, else another. */
  default Fact<T> or(Fact<T> other) {
    return optional().isPresent() ? this : other;
  }

  /** Returns this one if it is known, else asks elsewhere; unknown for both reasons, if neither. */
  default Fact<T> orElse(Supplier<Fact<T>> elsewhere) {
    if (optional().isPresent()) {
      return this;
    }
    Fact<T> other = elsewhere.get();
    return other.optional().isPresent()
        ? other
        : unknown(reason().orElseThrow() + ", and " + other.reason().orElseThrow());
  }
}
