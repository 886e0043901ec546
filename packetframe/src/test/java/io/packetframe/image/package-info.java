/**
 * The runtime image, tested as an operator meets it: started from a shell, on a host without Java.
 */
@NullMarked
package io.packetframe.image;

import org.jspecify.annotations.NullMarked;
