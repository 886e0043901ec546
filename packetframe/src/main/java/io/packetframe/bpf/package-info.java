/**
 * Kernel objects: programs, maps and links that we own until they are closed, made from the values
 * of {@code spec}.
 *
 * <pre>
 * BpfObject   load(ObjectSpec, LoadOptions) | programs, maps, variables   owns what it made
 * LoadOptions named, pinsIn, set, entries, section, with, without, target
 * Variable    get, set over a Codec                          live, by its name in C
 * BpfMap      create, openById, openPinned | info, pin, freeze | view or perCpuView -> MapView
 * MapView     lookup, update, delete, keys, entries, updateAll, deleteAll over a Codec of keys and
 *             one of values
 * Program     load, openById, openPinned   | info, pin, testRun(TestRun) -> TestRunResult
 * BpfLink     openById, openPinned         | info, update, replace, detach, pin; made by the hooks of
 *             {@code link}
 * KernelObject what BpfMap, Program and BpfLink have in common: descriptor, pin, close
 * KernelTypes kernel, modules (for CO-RE), target of a program's section
 * Pins        remove
 * </pre>
 *
 * <p>A load goes this way: {@code ChosenPrograms} and {@code ChosenMaps} apply the options, {@code
 * ConfigurationValues} asks for what {@code .kconfig} wants, {@code Feasible} refuses what no
 * kernel takes. Then the kernel is asked, in this order: {@code TypeUploader} (types), {@code
 * ObjectMaps} with {@code MapCreator} and {@code MapFiller} (maps, their content, pinned ones
 * opened), {@code ProgramStage} with {@code KernelSymbols} and {@code EncodedProgram} (each program
 * fitted to the kernel), {@code ProgramLoader}, then the prog arrays, and the new pins last. {@code
 * LoadedObjects} owns what was made, and a failure at any step closes it all: programs, maps,
 * types.
 *
 * <p>Each type is {@link AutoCloseable}; closing lets the kernel free the object. A refusal is a
 * {@link io.packetframe.bpf.BpfException} with the step, the errno and the verifier's log; what it
 * means is for the caller to say. What no kernel was asked for is a {@link
 * io.packetframe.bpf.LoadException}. What the kernel lacks is a {@link
 * io.packetframe.bpf.NotSupportedException}, decided by its answers and never by its version. None
 * of the types is safe for use by several threads.
 */
@NullMarked
package io.packetframe.bpf;

import org.jspecify.annotations.NullMarked;
