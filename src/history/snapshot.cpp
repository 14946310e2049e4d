#include "history/snapshot.h"

#include <fmt/format.h>

#include "history/archive.h"
#include "history/snapshot_file.h"
#include "history/state.h"

namespace probata {
namespace {

// Whatever changes what the bytes mean changes this, or a size.
std::string layout() {
  return fmt::format("5 {} {} {} {} {} {}", sizeof(Change), sizeof(EntityRow), sizeof(Stance),
                     sizeof(Slice), sizeof(cel::Value), sizeof(Holder));
}

void write(ArchiveWriter& out, const Digest& digest) {
  out.text({reinterpret_cast<const char*>(digest.bytes.data()), sizeof digest});
}
Digest read_digest(ArchiveReader& in) {
  Digest digest;
  const std::string_view bytes = in.text();
  if (bytes.size() == sizeof digest) std::memcpy(digest.bytes.data(), bytes.data(), sizeof digest);
  return digest;
}

void write(ArchiveWriter& out, const SnapshotOf& of) {
  out.text(layout());
  out.number(of.size);
  write(out, of.root);
  write(out, of.catalog);
  for (const std::string* text : {&of.time_zone, &of.time_zone_data, &of.notes}) out.text(*text);
}

Result<SnapshotOf> read_of(ArchiveReader& in) {
  if (in.text() != layout()) return failure("the snapshot is of another version");
  SnapshotOf of;
  of.size = in.number();
  of.root = read_digest(in);
  of.catalog = read_digest(in);
  for (std::string* text : {&of.time_zone, &of.time_zone_data, &of.notes}) *text = in.text();
  return of;
}

void write(ArchiveWriter& out, const Sight& s) {
  for (const int64_t n :
       {s.every.us, s.from.value_or(Instant::never_before()).us, s.to.us, s.rows, s.total, s.at.us})
    out.number(static_cast<uint64_t>(n));
  for (const uint32_t n :
       {static_cast<uint32_t>(s.how), static_cast<uint32_t>(s.fact),
        static_cast<uint32_t>(s.retired), uint32_t{s.complete}, uint32_t{s.from.has_value()}})
    out.number(n);
  out.array(std::span<const Field>(s.fields));
}

Sight read_sight(ArchiveReader& in, Layer layer, KindNo kind) {
  const auto signed_number = [&] { return static_cast<int64_t>(in.number()); };
  const auto short_number = [&] { return static_cast<uint32_t>(in.number()); };
  Sight s{};
  s.layer = layer;
  s.kind = kind;
  s.every = {signed_number()};
  s.from = Instant{signed_number()};
  s.to = {signed_number()};
  s.rows = signed_number();
  s.total = signed_number();
  s.at = {signed_number()};
  s.how = static_cast<How>(short_number());
  s.fact = FactNo{short_number()};
  s.retired = FactNo{short_number()};
  s.complete = short_number() != 0;
  if (short_number() == 0) s.from.reset();
  const Flat<Field> fields = in.array<Field>();
  s.fields.assign(fields.begin(), fields.end());
  return s;
}

// Changes are laid out anew, column by column, so that none is kept that nobody holds.
void write(ArchiveWriter& out, const History::State& s, const Column& column,
           Flat<Change>& changes) {
  const auto begin = static_cast<uint32_t>(changes.size());
  const auto rows = static_cast<uint32_t>(column.uniform() + column.slices().size());
  uint32_t uniform = 0;
  Flat<Slice> slices;
  for (uint32_t row = 0; row < rows; ++row) {
    const auto track = s.changes.of(column.at(row));
    if (uniform == row && track.size() == 1) ++uniform;
    if (uniform <= row)
      slices.push_back(
          {static_cast<uint32_t>(changes.size()), static_cast<uint32_t>(track.size()), 1});
    for (const Change& c : track) changes.push_back(c);
  }
  out.number(begin);
  out.number(uniform);
  out.array(slices);
}

void write(ArchiveWriter& out, const History::State& s, const Table& table, Flat<Change>& changes) {
  out.number(static_cast<uint64_t>(table.layer));
  out.number(table.rows);
  for (const Column& column : table.columns) write(out, s, column, changes);
  out.number(static_cast<uint64_t>(table.last_sight));
  out.number(static_cast<uint64_t>(table.last_sight_at.us));
  out.number(table.sights.size());
  for (const Sight& sight : table.sights) write(out, sight);
}

void read_table(ArchiveReader& in, History::State& s, KindNo kind) {
  const Layer layer{static_cast<uint16_t>(in.number())};
  Table& table = s.make_table(kind, layer);
  table.rows = static_cast<uint32_t>(in.number());
  for (Column& column : table.columns) {
    const auto begin = static_cast<uint32_t>(in.number());
    const auto uniform = static_cast<uint32_t>(in.number());
    column.adopt(begin, uniform, in.array<Slice>());
  }
  table.last_sight = FactNo{static_cast<uint32_t>(in.number())};
  table.last_sight_at = {static_cast<int64_t>(in.number())};
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n)
    table.sights.push_back(read_sight(in, layer, kind));
}

void write_tables(ArchiveWriter& out, const History::State& s) {
  Flat<Change> changes;
  for (const KindRows& kind : s.kinds) {
    out.array(kind.entities);
    out.number(static_cast<uint64_t>(
        std::ranges::count_if(kind.tables, [](const auto& table) { return table != nullptr; })));
    for (const auto& table : kind.tables) {
      if (table) write(out, s, *table, changes);
    }
  }
  out.array(changes);
}

void read_tables(ArchiveReader& in, History::State& s) {
  for (size_t kind = 0; kind < s.kinds.size(); ++kind) {
    s.kinds[kind].entities = in.array<Entity>();
    for (uint64_t n = in.number(); n > 0 && in.ok(); --n)
      read_table(in, s, KindNo{static_cast<uint16_t>(kind)});
  }
  s.changes.adopt(in.array<Change>());
}

void write_rest(ArchiveWriter& out, const History::State& s) {
  out.number(s.folded);
  out.number(s.layers.size());
  for (const std::string& layer : s.layers) out.text(layer);
  out.number(s.corrections.size());
  for (const auto& [key, layer] : s.corrections) {
    out.number(static_cast<uint64_t>(key.first));
    out.number(static_cast<uint64_t>(key.second));
    out.number(static_cast<uint64_t>(layer));
  }
  out.number(s.disposed_references.size());
  for (const auto& [key, entities] : s.disposed_references) {
    out.number(static_cast<uint64_t>(key.first));
    out.number(static_cast<uint64_t>(key.second));
    out.array(std::span<const Entity>(entities));
  }
  out.number(s.sights_of_collection.size());
  for (const auto& [key, sights] : s.sights_of_collection) {
    out.number(static_cast<uint64_t>(std::get<0>(key)));
    out.number(static_cast<uint64_t>(std::get<1>(key)));
    out.number(static_cast<uint64_t>(std::get<2>(key).us));
    out.number(sights.size());
    for (const auto& [table, fact] : sights) {
      out.number(static_cast<uint64_t>(table->kind));
      out.number(static_cast<uint64_t>(fact));
    }
  }
}

void read_rest(ArchiveReader& in, History::State& s) {
  const auto short_number = [&] { return static_cast<uint32_t>(in.number()); };
  s.folded = short_number();
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) s.intern_layer(in.text());
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    const FactNo fact{short_number()};
    const Field field{static_cast<uint16_t>(short_number())};
    s.corrections[{fact, field}] = Layer{static_cast<uint16_t>(short_number())};
  }
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    const KindNo kind{static_cast<uint16_t>(short_number())};
    const Field field{static_cast<uint16_t>(short_number())};
    const Flat<Entity> entities = in.array<Entity>();
    s.disposed_references[{kind, field}].assign(entities.begin(), entities.end());
  }
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    const Entity collection{short_number()};
    const Layer layer{static_cast<uint16_t>(short_number())};
    auto& sights =
        s.sights_of_collection[{collection, layer, Instant{static_cast<int64_t>(in.number())}}];
    for (uint64_t m = in.number(); m > 0 && in.ok(); --m) {
      Table& table = s.make_table(KindNo{static_cast<uint16_t>(short_number())}, layer);
      sights.emplace_back(&table, FactNo{short_number()});
    }
  }
}

void write(ArchiveWriter& out, const History::State& s) {
  write_rest(out, s);
  s.facts.write(out);
  s.ids.write(out);
  out.array(s.entities);
  out.array(s.stances);
  s.numbers.write(out);
  s.keys.write(out);
  s.values.write(out);
  write_tables(out, s);
}

void read(ArchiveReader& in, History::State& s) {
  read_rest(in, s);
  s.facts.read(in);
  s.ids.read(in);
  s.entities = in.array<EntityRow>();
  s.stances = in.array<Stance>();
  s.numbers.read(in);
  s.keys.read(in);
  s.values.read(in);
  read_tables(in, s);
}

}  // namespace

std::string make_snapshot(const History& history, const SnapshotOf& of) {
  std::string file(snapshot_header, '\0');
  ArchiveWriter out(file);
  write(out, of);
  write(out, history.state());
  seal(file);
  return file;
}

Result<Restored> read_snapshot(const std::filesystem::path& path,
                               std::shared_ptr<const Catalog> catalog,
                               const std::function<Result<Settings>(const SnapshotOf&)>& accept) {
  auto memory = std::make_shared<SnapshotMemory>(TRY(read_sealed(path)));
  ArchiveReader in(memory->content());
  SnapshotOf of = TRY(read_of(in));
  auto state = std::make_unique<History::State>(std::move(catalog), TRY(accept(of)));
  state->memory = memory;
  read(in, *state);
  if (!in.ok() || !in.at_end())
    return failure("the snapshot is damaged", "it is made anew", Place{.file = path.string()});
  return Restored{std::move(of), History(std::move(state))};
}

}  // namespace probata
