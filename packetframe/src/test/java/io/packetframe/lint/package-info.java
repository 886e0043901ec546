@NullMarked
package io.packetframe.lint;

import org.jspecify.annotations.NullMarked;
