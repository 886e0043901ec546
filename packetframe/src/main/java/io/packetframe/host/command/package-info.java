/**
 * Programs of the system that tell what no file does. Not on Linux, where the inventory starts
 * none.
 */
@NullMarked
package io.packetframe.host.command;

import org.jspecify.annotations.NullMarked;
