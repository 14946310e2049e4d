// Pending security updates: what dpkg has installed against what the security archive's lists
// offer, without network and without apt's resolver (which leaves out what is held back).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "collect/host/users.h"

namespace probata::collect {

// Debian's order of versions (deb-version(7)): below, at or above zero.
int compare_versions(std::string_view, std::string_view);

// One installed package that the security archive offers too.
struct Offered {
  std::string name, architecture, source;        // `libssl3 amd64 openssl`
  std::string installed, offered;                // versions of the package
  std::string installed_source, offered_source;  // of the source package: one fix, one version
};
// An update of a source package, with the packages of it that wait for it.
struct PendingUpdate {
  std::string source, version;
  std::vector<std::string> packages;
  std::string installed;
};

// Lines `name architecture source installed offered installed_source offered_source`, made while
// reading: a list of the archive has megabytes, of which this host is concerned by few.
std::string reduce_packages(std::string_view dpkg_status, const std::vector<std::string>& lists);
Parsed<Offered> parse_packages(std::string_view reduced);
// By source.
std::vector<PendingUpdate> pending_updates(const std::vector<Offered>&);
// Whether an update that once was pending still is, now that the list offers a newer one perhaps.
bool still_pending(const std::vector<Offered>&, std::string_view source, std::string_view version);

// The `Date:` of a Release or InRelease file.
std::optional<Instant> release_date(std::string_view);
// Whether it is a security archive's: by its label, suite or codename.
bool is_security_release(std::string_view);

}  // namespace probata::collect
