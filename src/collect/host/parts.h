// The parts of a host's look, each from its sections. A part adds its kinds and rows, or says what
// was not read.
#pragma once

#include <string>

#include "collect/look.h"
#include "collect/raw.h"

namespace probata::collect {

class HostLook {
 public:
  explicit HostLook(const Raw&);

  const Raw& raw;
  const std::string host;  // id of the asset
  Look look;

  std::string id(std::string_view rest) const { return host + "/" + std::string(rest); }
  // False: the id is none, and the row is left out.
  bool row(std::string kind, std::string id, json::Value set);
  // A field of the asset that was seen; null: seen that it is not set.
  void asset(std::string field, json::Value value);
  void not_read(std::string kind, std::string field, const Section& why);
  void not_read(std::string kind, std::string field, std::string why, std::string remedy);
  // The sections in a row that could not be read and are not merely absent; nullptr: none.
  const Section* unread(std::initializer_list<std::string_view> sections) const;
  LookKind& kind(std::string name, std::vector<std::string> fields, int64_t rejected = 0);
  void finish();

 private:
  json::Value asset_{json::Object{}};
  std::vector<std::string> asset_fields_;
};

void add_machine(HostLook&);   // os, kernel, clock, firewall, disks
void add_accounts(HostLook&);  // accounts and groups
void add_rights(HostLook&);    // entitlement and grants
void add_ssh(HostLook&);
void add_sockets(HostLook&);
void add_updates(HostLook&);

}  // namespace probata::collect
