// The side of libbpf in benchmarks of maps and ring buffers. One command a line, fields separated
// by tabs:
//
//   trie ENTRIES BATCH       make an LPM trie of IPv4 prefixes and fill it by batches; answers the
//                            nanoseconds of the updates alone
//   ring OBJECT              load the object; answers the id of its ring buffer
//   open ID                  open that ring buffer, which another process loaded and fills
//   fill                     fill the ring buffer; answers the number of records
//   drain                    read it all; answers nanoseconds and the number of records
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct key {
  __u32 length;
  __u8 address[4];
};

static struct bpf_object *object;
static struct ring_buffer *ring;
static __u64 sum;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// The prefixes of the Java side, in its order: /24, spread over the whole space.
static void prefix(struct key *key, __u32 index) {
  __u32 address = (index * 0x9E3779B1u & 0xFFFFFF) << 8;
  key->length = 24;
  key->address[0] = address >> 24;
  key->address[1] = address >> 16;
  key->address[2] = address >> 8;
  key->address[3] = 0;
}

static void trie(__u32 entries, __u32 batch) {
  LIBBPF_OPTS(bpf_map_create_opts, options, .map_flags = BPF_F_NO_PREALLOC);
  int fd = bpf_map_create(BPF_MAP_TYPE_LPM_TRIE, "bench_trie", sizeof(struct key), 4, entries,
                          &options);
  struct key *keys = malloc(entries * sizeof(*keys));
  __u32 *values = malloc(entries * sizeof(*values));
  for (__u32 i = 0; i < entries; i++) {
    prefix(&keys[i], i);
    values[i] = i;
  }
  long long start = now();
  for (__u32 done = 0; done < entries; done += batch) {
    __u32 count = entries - done < batch ? entries - done : batch;
    if (bpf_map_update_batch(fd, keys + done, values + done, &count, NULL)) {
      printf("refused\t%d\n", errno);
      exit(1);
    }
  }
  printf("nanoseconds\t%lld\n", now() - start);
  close(fd);
  free(keys);
  free(values);
}

static int take(void *context, void *data, size_t size) {
  sum += *(__u64 *)data;
  return 0;
}

static void open_ring(const char *path) {
  struct bpf_map_info info = {};
  __u32 size = sizeof(info);
  object = bpf_object__open_file(path, NULL);
  if (!object || bpf_object__load(object)) {
    printf("refused\t%d\n", errno);
    exit(1);
  }
  int fd = bpf_object__find_map_fd_by_name(object, "records");
  ring = ring_buffer__new(fd, take, NULL, NULL);
  bpf_obj_get_info_by_fd(fd, &info, &size);
  printf("map\t%u\n", info.id);
}

static void open_ring_by_id(unsigned int id) {
  int fd = bpf_map_get_fd_by_id(id);
  ring = ring_buffer__new(fd, take, NULL, NULL);
  printf("%s\t%d\n", ring ? "opened" : "refused", fd);
}

static void fill(void) {
  LIBBPF_OPTS(bpf_test_run_opts, options);
  struct bpf_program *program = bpf_object__find_program_by_name(object, "fill");
  struct bpf_map *data = bpf_object__find_map_by_name(object, ".bss");
  __u32 zero = 0;
  __u64 written = 0;
  int error = bpf_prog_test_run_opts(bpf_program__fd(program), &options);
  bpf_map__lookup_elem(data, &zero, sizeof(zero), &written, sizeof(written), 0);
  printf("filled\t%llu\t%d\n", (unsigned long long)written, error);
}

static void drain(void) {
  long long start = now();
  int count = ring_buffer__consume(ring);
  printf("nanoseconds\t%lld\t%d\n", now() - start, count);
}

int main(void) {
  char line[4096];
  printf("version\t%s\n", libbpf_version_string());
  fflush(stdout);
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *command = strtok(line, "\t");
    char *first = strtok(NULL, "\t");
    char *second = strtok(NULL, "\t");
    if (command && second && strcmp(command, "trie") == 0) {
      trie(atoi(first), atoi(second));
    } else if (command && first && strcmp(command, "ring") == 0) {
      open_ring(first);
    } else if (command && first && strcmp(command, "open") == 0) {
      open_ring_by_id(strtoul(first, NULL, 10));
    } else if (command && strcmp(command, "fill") == 0) {
      fill();
    } else if (command && strcmp(command, "drain") == 0) {
      drain();
    } else {
      printf("unknown command\n");
    }
    fflush(stdout);
  }
  return 0;
}
