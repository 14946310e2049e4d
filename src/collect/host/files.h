// Reading of files of a host into sections: what is missing, what is forbidden and what is too
// large are three things.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "collect/raw.h"

namespace probata::collect {

constexpr size_t file_bytes_max = 16u << 20;
constexpr int include_depth_max = 8;
constexpr size_t include_files_max = 256;

struct HostRoot {
  std::filesystem::path path = "/";
  bool live() const { return path == "/"; }  // this machine: /proc, /sys and commands tell of it
  std::filesystem::path at(std::string_view absolute) const;
};

using Reduce = std::function<std::string(std::string_view)>;
// `reduce` runs before anything is kept.
Section file_section(const HostRoot&, std::string name, const std::string& path,
                     const Reduce& reduce = {});

// A file with the files that it includes in their places (sudoers, sshd_config).
enum class Include { sudoers, sshd };
Section including_section(const HostRoot&, std::string name, const std::string& path, Include);

// The file's own text, or why not, as file_section finds it.
Section failed_section(std::string name, std::string from, int error);

}  // namespace probata::collect
