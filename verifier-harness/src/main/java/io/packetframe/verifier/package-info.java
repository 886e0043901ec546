/** Boots real kernels and proves the product on them. */
@NullMarked
package io.packetframe.verifier;

import org.jspecify.annotations.NullMarked;
