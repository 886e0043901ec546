package io.packetframe.verifier.kernel;

/** Hears what takes a store long. */
@FunctionalInterface
public interface StoreProgress {
  /** Something slow begins; {@code what} is a line for people. */
  void begins(String what);

  /** So many of a package's bytes have come; several times a second, the last time with all. */
  default void fetched(KernelPackage it, long bytes) {}
}
