// SPDX-License-Identifier: Apache-2.0
// Rows of delivered files: inflating alone, and the whole way from files to counted matches as `coverwatch match -c`
// goes it, on one thread and on two. The files are in a temporary folder, and in the page cache.
#include "corpus_files.hpp"
#include "expected.hpp"
#include "material.hpp"
#include "texts.hpp"

#include "archive/source.hpp"

#include <coverwatch/coverwatch.hpp>

#include <atomic>
#include <memory>
#include <thread>

namespace bench {
namespace {

namespace archive = coverwatch::archive;

const delivered& objects() {
  static const delivered made(events(), {std::size_t{3} << 19, 1, std::size_t{128} << 20});
  return made;
}

const delivered& small_objects() {
  static const delivered made(events(), {1, 5, std::size_t{16} << 20});
  return made;
}

// What one thread has.
class counting {
 public:
  explicit counting(const coverwatch::pattern_set& set) : set_(set) {
    hits_.on_match = [this](const coverwatch::scan_match&) { return ++matched_ != 0; };
    sink_.on_event = [this](const archive::event& e) {
      records_ += 1;
      matched_ += set_.match(e.text, memory_).size();
      return true;
    };
    sink_.on_batch = [this](const archive::batch& b) {
      const bool lines = b.how == archive::batch::kind::lines;
      const auto done =
          set_.scan(b.text, memory_, hits_, lines ? coverwatch::framing::lines : coverwatch::framing::elements);
      records_ += done.records;
      return archive::taken{done.consumed, done.records, done.stopped};
    };
    sink_.on_problem = [this](const archive::problem&) { ++problems_; };
  }
  counting(const counting&) = delete;
  counting& operator=(const counting&) = delete;

  void reset() { records_ = matched_ = problems_ = 0; }
  void read(const archive::input& in) { source_.read(in, sink_); }
  // Nothing when anything was wrong.
  outcome_sums result() const { return problems_ == 0 ? outcome_sums{records_, matched_} : outcome_sums{}; }

 private:
  const coverwatch::pattern_set& set_;
  coverwatch::scratch memory_;
  archive::source source_;
  archive::sink sink_;
  coverwatch::scan_sink hits_;
  std::uint64_t records_ = 0, matched_ = 0, problems_ = 0;
};

struct crew {
  crew(const delivered& d, std::size_t threads) {
    for (const std::string& path : d.paths()) inputs.push_back({path, false});
    for (std::size_t i = 0; i < threads; ++i) members.push_back(std::make_unique<counting>(set));
  }

  void work(counting& member) {
    member.reset();
    for (std::size_t i = next++; i < inputs.size(); i = next++) member.read(inputs[i]);
  }

  outcome_sums pass() {
    next = 0;
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < members.size(); ++i) others.emplace_back([this, i] { work(*members[i]); });
    work(*members[0]);
    for (std::thread& each : others) each.join();
    outcome_sums all;
    for (const auto& each : members) {
      all.first += each->result().first;
      all.second += each->result().second;
    }
    return all;
  }

  coverwatch::pattern_set set = coverwatch::pattern_set::compile(std::vector{parsed(unauthorized_text())}).value();
  std::vector<archive::input> inputs;
  std::vector<std::unique_ptr<counting>> members;
  std::atomic<std::size_t> next = 0;
};

std::uint64_t unauthorized_among(std::size_t count) {
  std::uint64_t found = 0;
  for (std::size_t i = 0; i < count; ++i) found += is_unauthorized(fields(), i);
  return found;
}

// Bytes and events of these rows are those of the files, not of the corpus.
void add_files(const std::string& name, const delivered& (*files)(),
               std::function<std::function<outcome_sums()>()> prepare, std::function<outcome_sums()> expected,
               bool wall_clock) {
  const auto pass = std::make_shared<std::function<outcome_sums()>>();
  const auto run = [=](benchmark::State& state) {
    if (!*pass) *pass = prepare();
    const outcome_sums wanted = expected();
    if ((*pass)() != wanted) return state.SkipWithError("void: not what the files hold");
    const std::uint64_t before = allocations();
    for (auto _ : state) {
      if ((*pass)() != wanted) return state.SkipWithError("void: another result than the first time");
    }
    const delivered& d = files();
    report(state, d.text_bytes(), d.events(), allocations() - before);
    state.counters["files"] = static_cast<double>(d.paths().size());
    state.counters["packed_to"] = static_cast<double>(d.gzip_bytes()) / static_cast<double>(d.text_bytes());
  };
  auto* registered = benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
  if (wall_clock) registered->UseRealTime();
}

void add_search(const std::string& name, const delivered& (*files)(), std::size_t threads) {
  const auto prepare = [=] {
    const auto made = std::make_shared<crew>(files(), threads);
    return [made] { return made->pass(); };
  };
  const auto expected = [=] { return outcome_sums{files().events(), unauthorized_among(files().events())}; };
  add_files(name, files, prepare, expected, threads > 1);
}

void add_inflating(const std::string& name, const delivered& (*files)()) {
  const auto prepare = [=] { return [=] { return outcome_sums{inflate_all(files()), 0}; }; };
  add_files(
      name, files, prepare,
      [=] {
        return outcome_sums{files().text_bytes(), 0};
      },
      false);
}

}  // namespace

void add_archives() {
  add_inflating("inflate", objects);
  add_inflating("inflate_small", small_objects);
  add_search("archive_gz", objects, 1);
  add_search("archive_gz/two_threads", objects, 2);
  add_search("archive_gz_small", small_objects, 1);
}

}  // namespace bench
