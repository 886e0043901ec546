#!/bin/sh
# Refuses an object that could not do anything: the build must never ship a stub (an empty file,
# no program, no BTF, no licence) or code that old kernels refuse (calls out of the section).
set -eu
object=$1
fail() {
  echo "bpf: $(basename "$object"): $1" >&2
  exit 1
}
[ -s "$object" ] || fail "the object is empty"
header=$($READELF --file-header "$object" 2>/dev/null) || fail "not an ELF file"
echo "$header" | grep -q 'Machine:.*EM_BPF' || fail "not compiled for BPF"
sections=$($READELF --sections --wide "$object")
# Name, size and flags of the sections that hold instructions.
programs=$(echo "$sections" | sed -n 's/^ *\[ *[0-9]*\] *//p' |
  awk '$2 == "PROGBITS" && $7 ~ /X/ && $1 != ".text" { print $1, $5 }')
[ -n "$programs" ] || fail "holds no program: a stub"
echo "$programs" | while read -r name size; do
  [ "$(printf %d "0x$size")" -ge 16 ] || fail "program section $name is empty"
done
echo "$sections" | awk '{ gsub(/[][]/, "") } $2 == ".text" { print $6 }' | grep -qx '0*' ||
  fail ".text is not empty: a function was not inlined, which kernels before 5.10 with tail calls refuse"
for section in .BTF .BTF.ext license; do
  echo "$sections" | grep -q " $section " || fail "has no section $section"
done
# A weak one may be missing: the program that calls it asks first.
undefined=$($READELF --symbols --wide "$object" |
  awk '$7 == "UND" && $8 != "" && $5 != "WEAK" { print $8 }')
[ -z "$undefined" ] || fail "calls what is not there: $undefined"
