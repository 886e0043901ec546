package io.packetframe;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that an operator can read: the message says what failed, on what, and the kernel's
 * word; the remedy is there only where we know that it cures this cause.
 *
 * <p>Each package throws a subclass that carries its data in fields. {@code cli} prints the message
 * and the remedy, never a stack trace.
 */
public class PacketFrameException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String remedy;

  /** Makes a failure without a known remedy. */
  public PacketFrameException(String message) {
    this(message, null, null);
  }

  /** Makes a failure; {@code remedy} is what to do, {@code cause} what lies beneath. */
  public PacketFrameException(String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Returns what the operator can do about it, where that is known. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }
}
