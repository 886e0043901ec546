/** Programs that measure ours beside what others have, in one run; none of them judges. */
@NullMarked
package io.packetframe.bench;

import org.jspecify.annotations.NullMarked;
