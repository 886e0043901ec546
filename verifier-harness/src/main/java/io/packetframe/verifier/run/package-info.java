/**
 * Runs a kernel from the catalogue to its record: gets the kernel, builds the guest, chooses the
 * accelerator, boots, listens, judges, writes. The only package that loops over kernels.
 *
 * <p>{@link io.packetframe.verifier.run.Verdict} keeps whose fault it is apart: {@code Passed} and
 * {@code Failed} speak of the product, {@code Infra} of the machinery; a guest that panics, hangs
 * or says nothing is never a failed test and never green.
 */
@NullMarked
package io.packetframe.verifier.run;

import org.jspecify.annotations.NullMarked;
