/** What a machine has and how it is set; one package for each operating system. */
@NullMarked
package io.packetframe.host;

import org.jspecify.annotations.NullMarked;
