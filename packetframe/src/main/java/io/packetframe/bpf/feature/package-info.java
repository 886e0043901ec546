/**
 * What the running kernel can do, found out by asking it.
 *
 * <p>{@link io.packetframe.bpf.feature.Features} has a method for each kind of question. An {@link
 * io.packetframe.bpf.feature.Answer} is one of three:
 *
 * <ul>
 *   <li>{@link io.packetframe.bpf.feature.Answer.Supported}: it was tried and worked, or the kernel
 *       refused the trial for a reason that only a kernel with the feature gives.
 *   <li>{@link io.packetframe.bpf.feature.Answer.Unsupported}: the kernel gave the answer that is
 *       expected of a kernel without it. Nothing else is a "no".
 *   <li>{@link io.packetframe.bpf.feature.Answer.Inconclusive}: anything else, e.g. EPERM, whoever
 *       said it, or ENOSYS, which may be a filter's word.
 * </ul>
 *
 * <p>No question reads the kernel's version. Each leaves nothing behind: trial programs and maps
 * are closed before the answer is returned, and nothing is ever attached.
 *
 * <p>To add a question: a class that implements {@link io.packetframe.bpf.feature.Question}, a
 * method of {@code Features}, and a row with the first kernel in the tests' table.
 */
@NullMarked
package io.packetframe.bpf.feature;

import org.jspecify.annotations.NullMarked;
