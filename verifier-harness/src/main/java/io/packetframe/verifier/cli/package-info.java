/**
 * The command line of the harness: {@code kernels}, {@code describe}, {@code run}, {@code shell},
 * {@code diff}, {@code accept}. The only package of the host side that prints or exits.
 *
 * <p>Exit codes: 0 all as accepted, 1 the product failed, 2 it passes less than was accepted, 3 the
 * harness itself failed, 64 usage.
 */
@NullMarked
package io.packetframe.verifier.cli;

import org.jspecify.annotations.NullMarked;
