// The parts of a signed-note key that note.cpp and key.cpp share.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ledger/note.h"

namespace probata {

constexpr size_t key_id_size = 4;
constexpr uint8_t ed25519_key = 0x01;

// C2SP signed-note: not empty, valid UTF-8, no white space, no `+`; here also at most 256 bytes and
// no control characters.
bool is_key_name(std::string_view);
std::array<uint8_t, key_id_size> key_id(const Verifier&);

}  // namespace probata
