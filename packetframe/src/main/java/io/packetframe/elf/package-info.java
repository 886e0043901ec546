/**
 * The bytes of an object file to a {@link io.packetframe.spec.ObjectSpec}, or to an {@link
 * io.packetframe.btf.ObjectException} that says where the file is not what was expected. Nothing
 * here asks a kernel: the same bytes give the same answer on any machine.
 *
 * <p>The file, as far as we read it; {@code *} any number of times, {@code ?} at most once:
 *
 * <pre>
 * file        = header section*                    ELF, 64 bits, little-endian, relocatable, BPF
 * section     = code | maps | data | licence | types | extension | symbols | relocations | leftover
 * code        = function*                          executable; in .text what programs call, in any
 *                                                  other section programs; side by side
 * maps        = variable*                          .maps: structs that mean something by their types
 * data        = bytes | zeroes                     .data .data.* .rodata .rodata.* .bss .bss.*
 * licence     = text                               license
 * types       = header type* text*                 .BTF, kinds 1 to 19
 * extension   = header functions lines core?       .BTF.ext, for each code section by its name
 * relocation  = offset type symbol                 in SHT_REL sections:
 *   R_BPF_64_64 (1)     in code: a load of a map, a variable or a function's address
 *   R_BPF_64_32 (10)    in code: a call
 *   R_BPF_64_ABS64 (2)  in .maps: a slot with a map or a program (1 before clang 13)
 * leftover    = anything else                      named in the spec, never dropped silently
 *
 * map struct, one variable of .maps:
 *   type, max_entries, map_flags, map_extra, numa_node, key_size, value_size, pinning
 *                       a pointer to an array of that many; or the one constant of an enumeration
 *   key, value          a pointer to the type
 *   values              an array of pointers to map structs, or to functions
 * </pre>
 *
 * <p>Refused by name: other machines and byte orders, RELA, legacy {@code maps}, struct_ops, arena
 * variables, jump tables. What only a running kernel can tell is read and left to whoever asks one:
 * CO-RE relocations; the functions and variables of {@code .ksyms}; the values of {@code .kconfig},
 * for which there is a map like those of the data sections.
 *
 * <p>The way of the bytes: {@code ByteView} (the only reader; bounds become our exception), {@code
 * SectionTable} and {@code SymbolTable}, {@code BtfParser} of {@code btf} and {@code BtfLayout}
 * (offsets of variables), {@code BtfExtension}, {@code MapDefinitions} and {@code DataSections}
 * (maps), {@code Code} and {@code References} (what each instruction names), {@code Linker}
 * (functions behind the programs that call them).
 *
 * <p>A forged file costs no more than its size: sections may not overlap, texts share few bytes,
 * loops of types end after 32 steps, calls are followed without recursion, and all programs of an
 * object share a budget of a million instructions.
 */
@NullMarked
package io.packetframe.elf;

import org.jspecify.annotations.NullMarked;
