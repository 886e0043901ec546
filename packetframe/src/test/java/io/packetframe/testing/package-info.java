/** What tests need from the machine, and what happens where it is missing. */
@NullMarked
package io.packetframe.testing;

import org.jspecify.annotations.NullMarked;
