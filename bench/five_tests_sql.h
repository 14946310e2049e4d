// The five tests as SQL, over facts(seq, kind, id, at, field, value) with three indexes: good SQL
// (window functions, an index for every look-up), the same for SQLite, PostgreSQL and DuckDB.
#pragma once

#include <sqlite3.h>

#include <cstdlib>
#include <optional>

#include "five_tests_sweep.h"
#include "timing.h"

namespace probata::bench {

// Each gives (id, at, failed) of what is due within the year.
inline constexpr const char* queries[5] = {
    R"(WITH leaver AS (SELECT id AS person, "at" AS t FROM facts WHERE kind='person' AND field='status' AND value=1 AND "at"+86400<31536000),
 owned AS (SELECT l.person, l.t, o.id AS account FROM leaver l JOIN facts o ON o.kind='account' AND o.field='person' AND o.value=l.person AND o."at"<=l.t
  WHERE NOT EXISTS (SELECT 1 FROM facts n WHERE n.kind='account' AND n.id=o.id AND n.field='person' AND n."at"<=l.t AND (n."at">o."at" OR (n."at"=o."at" AND n.seq>o.seq))))
SELECT account AS id, t AS "at", CASE WHEN before=0 AND fixed IS NULL THEN 1 ELSE 0 END AS failed
FROM (SELECT w.*, (SELECT value FROM facts s WHERE s.kind='account' AND s.id=w.account AND s.field='status' AND s."at"<=w.t ORDER BY s."at" DESC, s.seq DESC LIMIT 1) AS before,
  (SELECT min("at") FROM facts s WHERE s.kind='account' AND s.id=w.account AND s.field='status' AND s.value=2 AND s."at">=w.t AND s."at"<=w.t+86400) AS fixed FROM owned w) z)",
    R"(WITH turns AS (SELECT id, "at", seq, value, lag(value) OVER (PARTITION BY id ORDER BY "at", seq) AS previous FROM facts WHERE kind='device' AND field='encrypted'),
 runs AS (SELECT id, "at", value, lead("at", 1, 31536000) OVER (PARTITION BY id ORDER BY "at", seq) AS fixed FROM turns WHERE previous IS NULL OR previous<>value)
SELECT id, "at", CASE WHEN value=0 AND fixed-"at">3600 THEN 1 ELSE 0 END AS failed FROM runs)",
    R"(WITH turns AS (SELECT id, "at", value, lag(value) OVER (PARTITION BY id ORDER BY "at", seq) AS previous FROM facts WHERE kind='repository' AND field='guarded')
SELECT id, "at", CASE WHEN value=0 AND (previous IS NULL OR previous<>0) THEN 1 ELSE 0 END AS failed FROM turns)",
    R"(WITH seen AS (SELECT value AS account, max(CASE WHEN "at"<7776000 THEN 1 ELSE 0 END) AS q1, max(CASE WHEN "at">=7776000 AND "at"<15638400 THEN 1 ELSE 0 END) AS q2,
  max(CASE WHEN "at">=15638400 AND "at"<23587200 THEN 1 ELSE 0 END) AS q3, max(CASE WHEN "at">=23587200 THEN 1 ELSE 0 END) AS q4 FROM facts WHERE kind='sign_in' AND field='account' GROUP BY value),
 accounts AS (SELECT id, coalesce(q1,0) AS q1, coalesce(q2,0) AS q2, coalesce(q3,0) AS q3, coalesce(q4,0) AS q4
  FROM (SELECT DISTINCT id FROM facts WHERE kind='account' AND field='person') a LEFT JOIN seen ON seen.account=a.id)
SELECT id, 0 AS "at", 1-q1 AS failed FROM accounts UNION ALL SELECT id, 7776000, 1-q2 FROM accounts
UNION ALL SELECT id, 15638400, 1-q3 FROM accounts UNION ALL SELECT id, 23587200, 1-q4 FROM accounts)",
    R"(WITH turns AS (SELECT id, "at", value, lag(value) OVER (PARTITION BY id ORDER BY "at", seq) AS previous FROM facts WHERE kind='change' AND field='state')
SELECT id, "at", CASE WHEN EXISTS (SELECT 1 FROM facts s WHERE s.kind='change' AND s.id=t.id AND s.field='state' AND s.value=2 AND s."at">=t."at" AND s."at"<=t."at"+2592000) THEN 0 ELSE 1 END AS failed
FROM turns t WHERE value=3 AND (previous IS NULL OR previous<>3) AND "at"+2592000<31536000)"};

// What is timed. Of an invariant the things are the items, of all else the rows.
inline std::string counted(size_t test) {
  const char* items = test == 1 || test == 2 ? "count(DISTINCT id)" : "count(*)";
  if (test == 3)  // four sums over one scan, not a union
    return R"(SELECT count(*)*4, count(*)*4-sum(q1+q2+q3+q4) FROM (SELECT a.id, coalesce(q1,0) AS q1, coalesce(q2,0) AS q2, coalesce(q3,0) AS q3, coalesce(q4,0) AS q4
 FROM (SELECT DISTINCT id FROM facts WHERE kind='account' AND field='person') a LEFT JOIN (SELECT value AS account, max(CASE WHEN "at"<7776000 THEN 1 ELSE 0 END) AS q1,
 max(CASE WHEN "at">=7776000 AND "at"<15638400 THEN 1 ELSE 0 END) AS q2, max(CASE WHEN "at">=15638400 AND "at"<23587200 THEN 1 ELSE 0 END) AS q3, max(CASE WHEN "at">=23587200 THEN 1 ELSE 0 END) AS q4
 FROM facts WHERE kind='sign_in' AND field='account' GROUP BY value) seen ON seen.account=a.id) z)";
  if (test == 1 || test == 2)  // the things are counted by themselves, without a sort of all turns
    return fmt::format(
        "SELECT (SELECT count(*) FROM (SELECT DISTINCT id FROM facts WHERE kind='{}' AND "
        "field='{}') k), sum(failed) FROM ({}) z",
        test == 1 ? "device" : "repository", test == 1 ? "encrypted" : "guarded", queries[test]);
  return fmt::format("SELECT {}, sum(failed) FROM ({}) z", items, queries[test]);
}
inline std::string listed(size_t test) {
  return fmt::format(R"(SELECT id, "at" FROM ({}) z WHERE failed=1)", queries[test]);
}

struct Counted {
  uint64_t items = 0, exceptions = 0;
  double seconds = 0;
};

class Sqlite {
 public:
  explicit Sqlite(const std::vector<Told>& facts) {
    sqlite3_open(":memory:", &database_);
    run("CREATE TABLE facts(seq INTEGER PRIMARY KEY, kind TEXT, id INTEGER, \"at\" INTEGER, field "
        "TEXT, value INTEGER); BEGIN");
    insert(facts);
    run("COMMIT; CREATE INDEX a ON facts(kind,id,field,\"at\",seq,value);"
        "CREATE INDEX b ON facts(kind,field,value,id,\"at\"); CREATE INDEX c ON facts(\"at\"); "
        "ANALYZE");
  }
  ~Sqlite() { sqlite3_close(database_); }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;

  Counted count(size_t test) {
    Counted c;
    c.seconds = seconds_of([&] {
      each(counted(test), [&](sqlite3_stmt* row) {
        c.items = static_cast<uint64_t>(sqlite3_column_int64(row, 0));
        c.exceptions = static_cast<uint64_t>(sqlite3_column_int64(row, 1));
      });
    });
    return c;
  }
  std::vector<Exception> exceptions(size_t test) {
    std::vector<Exception> all;
    each(listed(test), [&](sqlite3_stmt* row) {
      all.push_back(
          {static_cast<uint32_t>(sqlite3_column_int64(row, 0)), sqlite3_column_int64(row, 1)});
    });
    std::ranges::sort(all);
    return all;
  }

 private:
  void run(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
  void check(int code) {
    if (code == SQLITE_OK) return;
    fmt::print(stderr, "five_tests_bench: SQLite: {}\n", sqlite3_errmsg(database_));
    std::exit(2);
  }
  void insert(const std::vector<Told>& facts) {
    constexpr const char* kinds[] = {"person", "account",    "sign_in",
                                     "device", "repository", "change"};
    constexpr const char* fields[] = {"status",    "person",  "account",
                                      "encrypted", "guarded", "state"};
    sqlite3_stmt* row = nullptr;
    check(
        sqlite3_prepare_v2(database_, "INSERT INTO facts VALUES(?,?,?,?,?,?)", -1, &row, nullptr));
    for (size_t i = 0; i < facts.size(); ++i) {
      const Told& t = facts[i];
      sqlite3_bind_int64(row, 1, static_cast<int64_t>(i));
      sqlite3_bind_text(row, 2, kinds[static_cast<size_t>(t.kind)], -1, SQLITE_STATIC);
      sqlite3_bind_int64(row, 3, t.id);
      sqlite3_bind_int64(row, 4, t.at);
      sqlite3_bind_text(row, 5, fields[static_cast<size_t>(t.field)], -1, SQLITE_STATIC);
      sqlite3_bind_int64(row, 6, t.value);
      sqlite3_step(row);
      sqlite3_reset(row);
    }
    sqlite3_finalize(row);
  }
  template <class F>
  void each(const std::string& sql, F visit) {
    sqlite3_stmt* row = nullptr;
    check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &row, nullptr));
    while (sqlite3_step(row) == SQLITE_ROW) visit(row);
    check(sqlite3_finalize(row));
  }
  sqlite3* database_ = nullptr;
};

}  // namespace probata::bench
