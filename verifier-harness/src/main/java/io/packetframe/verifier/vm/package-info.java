/**
 * QEMU: which devices a guest has, which accelerator really works here, and how a run goes from its
 * first console line to its end.
 *
 * <p>A {@link io.packetframe.verifier.vm.Device} is named for the reason it exists and contributes
 * arguments of QEMU and of the kernel. {@link io.packetframe.verifier.vm.VirtualMachine} runs them
 * and reports:
 *
 * <pre>
 * Started → (ConsoleLine | ResultBytes)* → Ended(Ending)
 * Ending: PoweredOff | Crashed | Silent | OutOfTime | TooMuch | QemuFailed
 * </pre>
 *
 * <p>{@code PoweredOff} only says that QEMU went by itself. Whether the guest did its work is for
 * its framed messages to say: a console can be made to print anything. Nothing outlives the
 * harness: QEMU gets a death signal from the thread that started it, and files lie where the caller
 * says.
 */
@NullMarked
package io.packetframe.verifier.vm;

import org.jspecify.annotations.NullMarked;
