// What one connector instance has said so far: its own layer of the history, as known in a view.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "history/history.h"

namespace probata::collect {

class OwnLayer {
 public:
  OwnLayer(const View&, std::string_view by);

  bool exists(Entity) const;
  // The value last set in this life of the entity; null where none was.
  cel::Value value(Entity, Field) const;
  cel::Value value(std::string_view kind, std::string_view id, std::string_view field) const;
  // The instant from which the entity exists; REQUIRES: exists.
  Instant begin(Entity) const;
  // Entities of the kind that exist in this layer.
  std::vector<Entity> entities(KindNo) const;
  // When it last looked at this field of the kind (field 0: at the kind).
  std::optional<Instant> last_look(KindNo, Field = existence) const;
  const View& view() const { return view_; }

 private:
  const Change* last(Entity, Field) const;
  const View view_;
  std::optional<Layer> layer_;
};

// Whether a value as written in a fact is the one that the history has.
bool same(const View&, const FieldValue& written, const cel::Value& known);

}  // namespace probata::collect
