/** What the harness's own tests need from the machine. */
@NullMarked
package io.packetframe.verifier.testing;

import org.jspecify.annotations.NullMarked;
