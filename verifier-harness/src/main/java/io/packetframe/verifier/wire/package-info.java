/**
 * What a guest tells its host, and how it travels: {@link io.packetframe.verifier.wire.Message} is
 * one line of JSON with a protocol version, {@link io.packetframe.verifier.wire.FrameWriter} wraps
 * it for the serial port.
 *
 * <pre>
 * frame = magic:4  length:4  sequence:4  nonce:16  payload:length  crc32c:4     (big endian)
 *         the checksum covers length, sequence, nonce and payload
 * </pre>
 *
 * <p>Anything may lie between two frames: kernel messages, what a test printed, noise. The nonce is
 * new for each boot and gone from the guest before any test starts, so nothing there can make a
 * frame; the sequence shows what was lost or said twice; a run without its last message, or with a
 * gap, is never believed.
 */
@NullMarked
package io.packetframe.verifier.wire;

import org.jspecify.annotations.NullMarked;
