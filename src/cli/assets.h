// The files that the binary carries: the shipped catalog and the built UI. Made by
// cmake/embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace probata {

struct Asset {
  std::string_view path, bytes;
};
std::span<const Asset> catalog_assets();
std::span<const Asset> web_assets();  // empty where the UI was not built

}  // namespace probata
