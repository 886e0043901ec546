/** The examples of the documentation, which the tests compile and run. */
@NullMarked
package io.packetframe.example;

import org.jspecify.annotations.NullMarked;
