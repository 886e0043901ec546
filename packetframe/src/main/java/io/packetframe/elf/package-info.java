/** Object files to {@link io.packetframe.spec.ObjectSpec}. */
@NullMarked
package io.packetframe.elf;

import org.jspecify.annotations.NullMarked;
