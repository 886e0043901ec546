/* SPDX-License-Identifier: Apache-2.0 */
/* The BPF target has no asm/ of its own: the generic one fits every host. */
#include <asm-generic/posix_types.h>
