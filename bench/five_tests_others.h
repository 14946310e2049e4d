// The references that are not on every machine: PostgreSQL (PROBATA_BENCH_POSTGRES is a connection
// string) and DuckDB (PROBATA_BENCH_NODE is a folder with node_modules/@duckdb/node-api).
#pragma once

#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "five_tests_sql.h"
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#endif

namespace probata::bench {

inline constexpr const char* kind_words[] = {"person", "account",    "sign_in",
                                             "device", "repository", "change"};
inline constexpr const char* field_words[] = {"status",    "person",  "account",
                                              "encrypted", "guarded", "state"};

// A file of tab-separated facts, gone with this.
class Text {
 public:
  explicit Text(const std::vector<Told>& facts)
      : path_(fmt::format("/tmp/five-tests-{}.tsv", ::getpid())) {
    std::ofstream out(path_);
    for (size_t i = 0; i < facts.size(); ++i) {
      const Told& t = facts[i];
      out << i << '\t' << kind_words[static_cast<size_t>(t.kind)] << '\t' << t.id << '\t' << t.at
          << '\t' << field_words[static_cast<size_t>(t.field)] << '\t' << t.value << '\n';
    }
  }
  ~Text() { std::remove(path_.c_str()); }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class DuckDb {
 public:
  DuckDb(const char* folder, const std::string& script, const std::string& facts) {
    int to[2], from[2];
    if (::pipe(to) != 0 || ::pipe(from) != 0) return;
    if (::fork() == 0) {
      ::dup2(to[0], 0), ::dup2(from[1], 1);
      ::close(to[1]), ::close(from[0]);
      ::execlp("node", "node", script.c_str(), folder, facts.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(to[0]), ::close(from[1]);
    in_ = ::fdopen(to[1], "w"), out_ = ::fdopen(from[0], "r");
    char ready[16] = {};
    good_ = std::fgets(ready, sizeof ready, out_) != nullptr && ready[0] == 'r';
  }
  ~DuckDb() { std::fclose(in_), std::fclose(out_); }
  DuckDb(const DuckDb&) = delete;
  DuckDb& operator=(const DuckDb&) = delete;
  explicit operator bool() const { return good_; }

  Counted count(size_t test) {
    std::string sql = counted(test);
    std::ranges::replace(sql, '\n', ' ');
    fmt::print(in_, "{}\n", sql);
    std::fflush(in_);
    Counted c;
    double took = 0;
    char line[128] = {};
    if (std::fgets(line, sizeof line, out_) == nullptr ||
        std::sscanf(line, "%lf %lu %lu", &took, &c.items, &c.exceptions) != 3)
      std::exit(2);
    c.seconds = took / 1e3;
    return c;
  }

 private:
  bool good_ = false;
  FILE *in_ = nullptr, *out_ = nullptr;
};

#ifdef LIBPQ_FE_H
class Postgres {
 public:
  Postgres(const char* where, const std::string& facts) : connection_(PQconnectdb(where)) {
    run("CREATE TEMP TABLE facts(seq BIGINT PRIMARY KEY, kind TEXT, id INTEGER, \"at\" INTEGER, "
        "field TEXT, value INTEGER)");
    run("COPY facts FROM STDIN");
    std::ifstream in(facts);
    for (std::string line; std::getline(in, line);) {
      line += '\n';
      PQputCopyData(connection_, line.data(), static_cast<int>(line.size()));
    }
    PQputCopyEnd(connection_, nullptr);
    while (PGresult* r = PQgetResult(connection_)) PQclear(r);
    run("CREATE INDEX ON facts(kind,id,field,\"at\",seq,value)");
    run("CREATE INDEX ON facts(kind,field,value,id,\"at\")");
    run("CREATE INDEX ON facts(\"at\")");
    run("VACUUM ANALYZE facts");
  }
  ~Postgres() { PQfinish(connection_); }
  Postgres(const Postgres&) = delete;
  Postgres& operator=(const Postgres&) = delete;
  explicit operator bool() const { return PQstatus(connection_) == CONNECTION_OK; }

  Counted count(size_t test) {
    Counted c;
    c.seconds = seconds_of([&] {
      PGresult* r = PQexec(connection_, counted(test).c_str());
      if (PQntuples(r) != 1) fmt::print(stderr, "{}", PQerrorMessage(connection_)), std::exit(2);
      c.items = std::stoul(PQgetvalue(r, 0, 0));
      c.exceptions = std::stoul(PQgetvalue(r, 0, 1));
      PQclear(r);
    });
    return c;
  }

 private:
  void run(const char* sql) { PQclear(PQexec(connection_, sql)); }
  PGconn* connection_;
};
#else
class Postgres {  // built without libpq
 public:
  Postgres(const char*, const std::string&) {}
  explicit operator bool() const { return false; }
  Counted count(size_t) { return {}; }
};
#endif

}  // namespace probata::bench
