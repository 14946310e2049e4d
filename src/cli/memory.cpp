#include "cli/memory.h"

#include <sys/types.h>

// Of jemalloc (its manual, "TUNING" and "MALLCTL NAMESPACE"), where the binary is linked with it.
extern "C" int mallctl(const char* name, void* old, size_t* old_size, void* value, size_t size)
    __attribute__((weak));

// A history is large and read at random places: huge pages, for a page fault costs more than what
// is then read; one arena, so that one thread uses what another freed.
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:1,thp:always,dirty_decay_ms:2000";

namespace probata::cli {

void keep_memory() {
  ssize_t never = -1;
  if (mallctl != nullptr) mallctl("arena.0.dirty_decay_ms", nullptr, nullptr, &never, sizeof never);
}

}  // namespace probata::cli
