/**
 * What we would like the kernel to hold, as values: nothing here asks a kernel, and nothing here
 * knows of files.
 *
 * <p>Names stand for what is found by them: a map reference names a map of the same object. BTF ids
 * count from 1 in the object's types; 0 is void, or none.
 *
 * <pre>
 * object       program*, map*, licence, types?, extern*, leftover*
 *
 * program      name, type, section, instruction+, reference*, function info*, line info*,
 *              CO-RE relocation*, licence
 * section      known (name, rule, target) | unknown (name)      what SEC("...") says
 * rule         prefix, takes target?, program type, attach type?, load flags
 * instruction  opcode u8, dst 4 bits, src 4 bits, offset s16, immediate s32
 * reference    map address (instruction, map)                   the loader puts in the descriptor
 *            | map value (instruction, map, offset)             the same; the offset is in place
 *            | subprogram call (instruction, function, start)   complete
 *            | subprogram address (instruction, function, start)  complete
 *            | kernel address (instruction, symbol)             the loader puts in the address or id
 *            | kernel call (instruction, function)              the loader puts in the id
 * function info      instruction, type id
 * line info          instruction, file, source, line, column
 * CO-RE relocation   instruction, type id, access, kind
 *
 * map          name, type, key size, value size, entries, flags, extra, NUMA node,
 *              key type id, value type id, pinning, content
 * content      nothing
 *            | variables (bytes, constant?)                     entry 0 of .data, .rodata
 *            | zero variables                                   entry 0 of .bss
 *            | inner maps (template map, slot*)
 *            | programs (slot*)
 * slot         index, name of a map or program
 *
 * extern       configuration value (name, weak?, kind, offset, size)   in the map .kconfig
 *            | kernel variable (name, weak?, type id)
 *            | kernel function (name, weak?, type id)
 *
 * types        void, type*
 * type         int | pointer | array | struct | union | enumeration | forward | typedef
 *            | volatile | const | restrict | function | function prototype | variable
 *            | data section | floating point | declaration tag | type tag | enumeration 64
 * </pre>
 *
 * <p>Every record is valid once it exists: its constructor refuses what no kernel could hold.
 */
@NullMarked
package io.packetframe.spec;

import org.jspecify.annotations.NullMarked;
