package io.packetframe.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of eBPF for Windows as it is installed; elsewhere it says that it does not run. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("ebpf-for-windows")
@ExtendWith(EbpfForWindowsCondition.class)
public @interface EbpfForWindowsTest {}
