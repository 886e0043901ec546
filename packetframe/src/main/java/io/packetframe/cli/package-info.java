/**
 * Commands: what an operator types, and what is printed in answer. The only package that prints or
 * exits.
 */
@NullMarked
package io.packetframe.cli;

import org.jspecify.annotations.NullMarked;
