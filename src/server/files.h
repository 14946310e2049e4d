// The UI's files, as the binary carries them.
#pragma once

#include <map>
#include <span>
#include <string_view>

#include "server/http.h"
#include "server/server.h"

namespace probata::http {

class Files {
 public:
  explicit Files(std::span<const WebFile>);
  // Paths that are no file are the UI's own routes and give index.html; below /api and /assets they
  // are not found.
  Response answer(const Request&) const;

 private:
  std::map<std::string, std::string_view, std::less<>> files_;
};

}  // namespace probata::http
