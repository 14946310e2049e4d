// What a `collection` fact says, with the errors that its kind cannot find, placed in the fact's
// text.
#pragma once

#include "fact/reader.h"

namespace probata::fact_reading {

Collection decode_collection(const Fact&, Reading&);

}  // namespace probata::fact_reading
