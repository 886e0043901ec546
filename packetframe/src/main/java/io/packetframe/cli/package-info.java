/**
 * The commands: arguments in, text and an exit code out. The only package that prints or exits.
 *
 * <p>Exit codes: 0 done, 1 the host or the config cannot do it, 2 it failed while it ran or is not
 * built yet, 64 the command line is wrong.
 */
@NullMarked
package io.packetframe.cli;

import org.jspecify.annotations.NullMarked;
