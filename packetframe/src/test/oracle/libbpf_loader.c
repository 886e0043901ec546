// Loads objects with libbpf, for tests that compare what the kernel then holds with what it holds
// after our own loader. It only loads and tells ids: whoever reads them asks the kernel the rest.
//
// One command a line, fields separated by tabs:
//
//   load PATH PROGRAM   load the object; PROGRAM is the only one to load, or * for those that libbpf
//                       would load
//   unload              close it
//   time PATH ROUNDS    load and close it so often; answers the nanoseconds of each load, then done
//
// Answers, each a line: "version V" at the start; "has NAME SECTION AUTOLOAD", "said TEXT", "program
// NAME ID", "map NAME ID", and at the end of a load "loaded", or "refused STEP ERRNO".
//
// What objects leave to their programs is settled as the other side settles it: sections that
// libbpf does not know are of type socket filter, or XDP where they start so; maps without a size
// get 64 entries; nothing is pinned.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct bpf_object *object;
static bool quiet;

static int say(enum libbpf_print_level level, const char *format, va_list arguments) {
  char text[400];
  if (level != LIBBPF_WARN || quiet) {
    return 0;
  }
  vsnprintf(text, sizeof(text), format, arguments);
  text[strcspn(text, "\n")] = 0;
  return printf("said\t%s\n", text);
}

static bool needs_entries(const struct bpf_map *map) {
  switch ((int)bpf_map__type(map)) {
  case BPF_MAP_TYPE_PERF_EVENT_ARRAY:
  case BPF_MAP_TYPE_CGROUP_STORAGE:
  case BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE:
  case BPF_MAP_TYPE_SK_STORAGE:
  case BPF_MAP_TYPE_INODE_STORAGE:
  case BPF_MAP_TYPE_TASK_STORAGE:
  case 32:  // BPF_MAP_TYPE_CGRP_STORAGE, which older headers lack
  case BPF_MAP_TYPE_STRUCT_OPS:
    return false;
  default:
    return bpf_map__max_entries(map) == 0;
  }
}

static void prepare(struct bpf_object *loading, const char *only) {
  struct bpf_program *program;
  struct bpf_map *map;
  bpf_object__for_each_program(program, loading) {
    if (bpf_program__type(program) == BPF_PROG_TYPE_UNSPEC) {
      const char *section = bpf_program__section_name(program);
      bool xdp = strncmp(section + (*section == '?'), "xdp", 3) == 0;
      bpf_program__set_type(program, xdp ? BPF_PROG_TYPE_XDP : BPF_PROG_TYPE_SOCKET_FILTER);
      bpf_program__set_expected_attach_type(program, xdp ? BPF_XDP : 0);
    }
    if (strcmp(only, "*") != 0) {
      bpf_program__set_autoload(program, strcmp(only, bpf_program__name(program)) == 0);
    }
  }
  bpf_object__for_each_map(map, loading) {
    bpf_map__set_pin_path(map, NULL);
    if (needs_entries(map)) {
      bpf_map__set_max_entries(map, 64);
    }
  }
}

static void report_ids(void) {
  struct bpf_program *program;
  struct bpf_map *map;
  bpf_object__for_each_map(map, object) {
    struct bpf_map_info info = {};
    __u32 size = sizeof(info);
    if (bpf_map__fd(map) >= 0 && bpf_obj_get_info_by_fd(bpf_map__fd(map), &info, &size) == 0) {
      printf("map\t%s\t%u\n", bpf_map__name(map), info.id);
    }
  }
  bpf_object__for_each_program(program, object) {
    struct bpf_prog_info info = {};
    __u32 size = sizeof(info);
    int fd = bpf_program__fd(program);
    if (fd >= 0 && bpf_obj_get_info_by_fd(fd, &info, &size) == 0) {
      printf("program\t%s\t%u\n", bpf_program__name(program), info.id);
    }
  }
}

static void unload(void) {
  bpf_object__close(object);
  object = NULL;
}

static void load(const char *path, const char *only) {
  struct bpf_program *program;
  object = bpf_object__open_file(path, NULL);
  if (!object) {
    printf("refused\topen\t%d\n", errno);
    return;
  }
  bpf_object__for_each_program(program, object) {
    printf("has\t%s\t%s\t%d\n", bpf_program__name(program), bpf_program__section_name(program),
           bpf_program__autoload(program));
  }
  prepare(object, only);
  int error = bpf_object__load(object);
  if (error) {
    printf("refused\tload\t%d\n", -error);
    unload();
    return;
  }
  report_ids();
  printf("loaded\n");
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

// From the bytes in memory, as the other side of the comparison has them.
static void take_time(const char *path, int rounds) {
  struct stat file;
  int fd = open(path, O_RDONLY);
  fstat(fd, &file);
  char *bytes = malloc(file.st_size);
  if (read(fd, bytes, file.st_size) != file.st_size) {
    printf("refused\tread\t%d\n", errno);
    return;
  }
  close(fd);
  quiet = true;
  for (int i = 0; i < rounds; i++) {
    long long start = now();
    struct bpf_object *each = bpf_object__open_mem(bytes, file.st_size, NULL);
    if (!each) {
      printf("refused\topen\t%d\n", errno);
      break;
    }
    prepare(each, "*");
    int error = bpf_object__load(each);
    long long end = now();
    bpf_object__close(each);
    if (error) {
      printf("refused\tload\t%d\n", -error);
      break;
    }
    printf("nanoseconds\t%lld\n", end - start);
  }
  quiet = false;
  free(bytes);
  printf("done\n");
}

int main(void) {
  char line[8192];
  libbpf_set_print(say);
  printf("version\t%s\n", libbpf_version_string());
  fflush(stdout);
  while (fgets(line, sizeof(line), stdin)) {
    line[strcspn(line, "\n")] = 0;
    char *command = strtok(line, "\t");
    char *path = strtok(NULL, "\t");
    char *last = strtok(NULL, "\t");
    if (command && strcmp(command, "unload") == 0) {
      unload();
      printf("unloaded\n");
    } else if (command && last && strcmp(command, "load") == 0) {
      load(path, last);
    } else if (command && last && strcmp(command, "time") == 0) {
      take_time(path, atoi(last));
    } else {
      printf("unknown command\n");
    }
    fflush(stdout);
  }
  return 0;
}
