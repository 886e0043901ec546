/** The data path of {@code bpf/src/fast_path.bpf.c}, as its objects are shipped. */
@NullMarked
package io.packetframe.fastpath;

import org.jspecify.annotations.NullMarked;
