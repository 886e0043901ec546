/**
 * What this host can do, one class a capability.
 *
 * <p>A probe gives one of three answers, or none by design:
 *
 * <ul>
 *   <li>{@link io.packetframe.probe.Verdict.Supported}: it was tried and works.
 *   <li>{@link io.packetframe.probe.Verdict.Unsupported}: the kernel itself said that it has no
 *       such thing, or a setting has another value. Nothing else is a "no".
 *   <li>{@link io.packetframe.probe.Verdict.Inconclusive}: the question could not be put, or its
 *       answer proves nothing. EPERM is always this, whoever said it; {@link
 *       io.packetframe.probe.WhoRefused} finds out who did.
 *   <li>{@link io.packetframe.probe.Verdict.Deferred}: not asked.
 * </ul>
 *
 * <p>Probing leaves nothing behind: every program, map and link is closed before the next question.
 *
 * <p>To add a probe: a class that implements {@link io.packetframe.probe.Probe}, and its place in
 * {@link io.packetframe.probe.Catalogue}. The completeness test tells what else is missing.
 */
@NullMarked
package io.packetframe.probe;

import org.jspecify.annotations.NullMarked;
