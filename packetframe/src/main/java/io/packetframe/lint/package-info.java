/**
 * What older kernels would refuse in an object, told without a kernel: milliseconds, and no
 * privilege.
 *
 * <pre>
 * ObjectLint     of(ObjectSpec) -> ProgramReport per program
 * ProgramReport  instructions, stack bytes, findings, first kernel that refuses nothing of them
 * Finding        rule, instruction, source line?, what, first kernel that takes it?
 * </pre>
 *
 * <p>{@code Flow} walks a program as far as constants decide it: what a frozen constant switches
 * off is not looked at, as the verifier does not look at it (5.5, commit a23740ec43ba). The rules
 * look at the instructions that are left. They know what the kernel's history knows of
 * instructions, helpers, calls and stack; whether the verifier can follow the program is not among
 * that.
 */
@NullMarked
package io.packetframe.lint;

import org.jspecify.annotations.NullMarked;
