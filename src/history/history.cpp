#include "history/history.h"

#include <algorithm>

#include "history/state.h"

namespace probata {

History::History(std::shared_ptr<const Catalog> catalog, Settings settings)
    : state_(std::make_unique<State>(std::move(catalog), std::move(settings))) {}
History::History(std::unique_ptr<State> state) : state_(std::move(state)) {}
History::~History() = default;
History::History(History&&) noexcept = default;

const Catalog& History::catalog() const { return *state_->catalog; }
std::shared_ptr<const Catalog> History::catalog_pointer() const { return state_->catalog; }
const Settings& History::settings() const { return state_->settings; }
uint32_t History::size() const { return state_->folded; }

std::optional<Entity> History::find(KindNo kind, std::string_view id) const {
  const auto found = state_->find_entity(kind, id);
  if (found && *found != state_->company && !state_->row(*found).spoken()) return {};
  return found;
}

KindNo History::kind_of(Entity e) const { return state_->row(e).kind; }
std::string_view History::id_of(Entity e) const { return state_->id_of(e); }

std::string History::item_of(Entity e) const {
  if (e == state_->company) return "company";
  return state_->kind_of(e).name + '/' + std::string(id_of(e));
}

std::vector<Entity> History::entities(KindNo kind) const {
  std::vector<Entity> found;
  for (const Entity e : state_->kinds[static_cast<size_t>(kind)].entities) {
    if (state_->row(e).spoken() || e == state_->company) found.push_back(e);
  }
  state_->sort_by_id(found);
  return found;
}

Entity History::company() const { return state_->company; }

std::span<const Change> History::track(Entity entity, Field field, Layer layer) const {
  return state_->track(entity, field, layer);
}

std::vector<Layer> History::layers(Entity entity) const {
  std::vector<Layer> found;
  for (const Stance& stance : state_->stances_of(entity)) found.push_back(stance.layer);
  std::ranges::sort(found);
  return found;
}

std::string_view History::name_of(Layer layer) const {
  return state_->layers[static_cast<size_t>(layer)];
}

std::optional<Layer> History::layer(std::string_view name) const {
  const auto it = state_->layer_numbers.find(name);
  return it == state_->layer_numbers.end() ? std::nullopt : std::optional(it->second);
}

const cel::Value& History::value(ValueId id) const { return state_->values.at(id); }

History::Provenance History::provenance(FactNo fact) const {
  return state_->facts.provenance(fact);
}

std::span<const Sight> History::sights(KindNo kind) const {
  const std::lock_guard lock(state_->lazy);
  const auto [it, fresh] = state_->sights_by_kind.try_emplace(kind);
  if (!fresh) return it->second;
  for (const auto& table : state_->kinds[static_cast<size_t>(kind)].tables) {
    if (table) it->second.insert(it->second.end(), table->sights.begin(), table->sights.end());
  }
  return it->second;
}

std::string_view to_text(Reason reason) {
  constexpr std::string_view names[] = {"gap",  "lead",  "uncovered", "dangling",
                                        "null", "error", "disposed",  "after"};
  return names[static_cast<size_t>(reason)];
}

}  // namespace probata
