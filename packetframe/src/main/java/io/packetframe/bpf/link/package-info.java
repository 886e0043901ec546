/**
 * Programs at the kernel's hooks: load one, attach it, close the link to take it away.
 *
 * <pre>
 * try (Program program = Program.load(syscalls, spec);
 *     Link link = Xdp.attach(program, interfaceIndex, XdpMode.NATIVE)) {
 *   link.update(other);    // no frame meets neither
 * }
 * </pre>
 *
 * <p>One class for each hook, and what each takes:
 *
 * <pre>
 * Xdp            XDP              link 5.9  aa8d3a716b59, else rtnetlink 4.8
 * Tc             SCHED_CLS        TCX 6.6   e420bed02507, else a clsact filter 4.5
 * Cgroup         CGROUP_*         link 5.7  af6eea57437a, else BPF_PROG_ATTACH 4.10
 * Kprobe         KPROBE           perf PMU 4.17 e12f03d7031a, else tracefs 4.1
 * Tracepoint     TRACEPOINT       4.7  98b5c2c65c29 (tracefs has to be mounted)
 * RawTracepoint  RAW_TRACEPOINT   4.17 c4f6699dfcb8
 * Tracing        TRACING          5.5  fec56f5890d9 (tp_btf, fentry, fexit; named at the load)
 * Lsm            LSM              5.7  9e4e01dfd325 ("bpf" has to be an active security module)
 * PerfSampling   PERF_EVENT       4.9  0515e5999a46
 * </pre>
 *
 * <p>Programs on perf events (Kprobe, Tracepoint, PerfSampling) are attached by link since 5.15
 * (b89fbfbb854c), else by ioctl. A fallback is taken only for the kernel's answer that it lacks the
 * newer way, never by version; {@link io.packetframe.bpf.link.Link#way} says which it was and
 * {@link io.packetframe.bpf.link.Link#remark} why. What a kernel object can do beyond that ({@code
 * info}, {@code pin}, {@code replace}, {@code detach}) is {@link
 * io.packetframe.bpf.link.KernelLink}'s.
 */
@NullMarked
package io.packetframe.bpf.link;

import org.jspecify.annotations.NullMarked;
