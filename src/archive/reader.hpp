// SPDX-License-Identifier: Apache-2.0
// Text to events, piece by piece: newline-delimited JSON, JSON documents one after the other or over many lines, the
// containers of shape.hpp anywhere among them, exports of CloudWatch, lines of any text, and gzip of any of it. Which
// it is, the first thing decides, once. Hands out each event as it stands (line breaks between tokens dropped) with its
// place, and each place that is damaged; then goes on with the rest. Linear in the text, and in memory one event. Opens
// nothing and judges no event: whether a candidate is JSON throughout is for `pattern::evaluate` to say.
#pragma once

#include "archive/bytes.hpp"
#include "archive/inflate.hpp"
#include "archive/problem.hpp"
#include "archive/shape.hpp"

#include <coverwatch/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coverwatch::inline COVERWATCH_ABI::archive {

// What may be an event. A message that a container holds is one as it stands, whatever is in it: where only JSON is
// wanted, a message that is no JSON object is whole all the same, so it is left out and named, and no damage.
enum class contents : std::uint8_t {
  json,      // JSON objects alone: anything else is damage
  any_text,  // JSON where the input begins with it; otherwise each line that is not blank, whatever it holds
};

struct reader_limits {
  std::size_t unpacked = std::size_t{1} << 28;  // bytes that one packed piece may come to
  std::size_t batch = std::size_t{1} << 18;     // bytes of a batch, more or less: what a cache holds
  unsigned layers = 3;                          // of gzip inside the gzip that the input is
  std::uint64_t* allowance = nullptr;           // bytes that all of them may still come to, counted down; none: any
};

struct event {
  std::string_view text;  // not blank, and JSON begins with `{` but for white space; valid during the call only
  location where;
  // The text does not stand in the input as it is: it was the content of a string, or packed. Then `where` is the place
  // of the record that holds it, and an offset within the text is none within the input.
  bool unpacked = false;
};

// Many events as they stand in the input, for a caller that goes over a whole text faster than event by event.
struct batch {
  enum class kind : std::uint8_t {
    lines,     // whole lines, each with its end but perhaps the last of the input; blank ones among them, no containers
    elements,  // of an array of events, from the first byte of one: white space and commas between, the end of the
               // array and more behind it, and the last one may be cut off where the text ends
  };
  std::string_view text;  // valid during the call only
  kind how = kind::lines;
  location where;  // of the first byte; `record` is the number of the first element
};

struct taken {
  std::size_t bytes = 0;      // done with: up to where a line begins, or to behind an element, its comma or white space
  std::uint64_t records = 0;  // of elements: how many stand in these bytes; of lines nobody asks
  bool stop = false;          // read no further
};

struct sink {
  std::function<bool(const event&)> on_event;  // false: read no further
  std::function<void(const problem&)> on_problem;
  // If there is one, it is asked first wherever many events stand as they are. Of what it leaves it is asked again;
  // when it takes nothing, the next event goes to `on_event`.
  std::function<taken(const batch&)> on_batch = {};
};

// Where the record with this number (from 0) and this text stands; the text is part of the batch's.
location place_in(const batch& b, std::string_view record, std::uint64_t number);

// Why this text, which should be an event, is none: it is not JSON, or JSON that is no object.
problem why_no_event(std::string_view text, const location& where);

// Why an event has no answer of a pattern, for any `what` but `match` and `no_match`; `largest` is what an event may have
// in bytes. An offset inside an unpacked event is none in the input.
problem why_unanswered(outcome what, std::string_view text, const location& where, bool unpacked, std::size_t largest);

// A JSON event without the line breaks between its tokens, made in `memory` where it has any. Text that is not JSON
// stays as it is: dropping a line break might mend it.
std::string_view on_one_line(std::string_view json, std::string& memory);

// Reads one input. Make a new one for the next.
class reader {
 public:
  explicit reader(const sink& s, contents wanted = contents::json, reader_limits limits = {});
  ~reader();
  reader(const reader&) = delete;
  reader& operator=(const reader&) = delete;

  // `text` is all that has not been consumed yet, new bytes at its end; `last` when none will follow. Returns how many
  // bytes at its front are done with.
  std::size_t read(std::string_view text, bool last);

  // For a value or line that is too long to be held until its end: tells it, and passes over what there is of it.
  // `text` as for `read`; returns its size. Afterwards reading goes on behind the line, or at the next `{` of a line.
  std::size_t pass_over(std::string_view text);

  // What waits for more text is looked at with the next `read`, however little more there is.
  void try_again() noexcept { retry_at_ = 0; }

  // True once the sink asked to stop, or nothing of the input can be read.
  bool stopped() const noexcept { return stopped_; }

 private:
  enum class mode { undecided, lines, documents };
  enum class decision { needs_more, line, document };
  struct layer;  // gzip inside the text, and its own reader

  // A container that is open: its elements are handed out while it is read.
  struct container {
    enum class step : std::uint8_t {
      member,          // before a key, or the end of an object that is empty
      element,         // before an element, or the end of an array that is empty
      behind_element,  // before a comma, or the end of the array
      behind_member,   // the same of the object
      rest,            // what is left is passed over by its brackets
      closed,          // behind it, before the end of its line
      line,            // the rest of the line is passed over
    };
    bool is_open = false;
    shape what = shape::event;
    step at = step::member;
    bool empty = true;           // nothing stands yet in the object, or in the array
    bool told = false;           // that it is damaged
    bool in_string = false;      // of the rest
    std::size_t depth = 0;       // of the rest: brackets that are open
    std::uint64_t line = 0;      // that it begins at
    std::uint64_t number = 0;    // of elements so far
    std::uint64_t line_end = 0;  // offset behind its line, where lines are read; 0 until it is known
  };

  // Each looks at `at` and returns where to go on, or `at` itself when it needs more text.
  std::size_t next(std::size_t at);
  std::size_t line(std::size_t at);
  std::size_t batch_of_lines(std::size_t at);
  std::size_t stamped(std::size_t at);
  std::size_t beginning_of_container(std::size_t at);
  std::size_t value(std::size_t at);
  std::size_t accept(std::size_t at, std::size_t begin, std::size_t end);
  std::size_t take_for_lines(std::size_t at, std::size_t begin);
  std::size_t refuse(std::size_t begin, trouble what, std::size_t wrong, std::string detail);
  std::size_t look_for_object(std::size_t at);
  std::size_t inside(std::size_t at);
  std::size_t unpack(std::size_t at);
  std::size_t wait(std::size_t at);

  enum class opening { no, maybe, yes };
  opening begins_with_stamp(std::size_t at, std::size_t begin) const noexcept;
  opening is_write_test(std::size_t begin) const noexcept;
  decision decide(std::size_t begin, std::size_t end) const noexcept;
  bool may_be_text() const noexcept;
  bool is_text(std::size_t begin, std::size_t wrong) const noexcept;
  bool is_open(std::size_t begin, std::size_t wrong) const noexcept;
  bool awaits_its_line(std::size_t wrong) const noexcept;
  std::size_t complete_line(std::size_t from, std::size_t to) const noexcept;
  std::size_t end_of_line(std::size_t at);

  // Containers (reader_containers.cpp). Each step returns where to go on; nothing when it needs more text.
  using position = std::optional<std::size_t>;
  std::size_t open(shape s, std::size_t begin);
  position step(std::size_t at);
  position member(std::size_t at);
  position element(std::size_t at);
  position batch_of_elements(std::size_t at);
  position behind_element(std::size_t at);
  position behind_member(std::size_t at);
  position skip_rest(std::size_t at);
  position close(std::size_t at);
  position skip_line(std::size_t at);
  position run_out(std::size_t end);
  position give_up(std::size_t at);
  position damaged_at(std::size_t at, std::string detail);
  void reach(std::size_t at);
  void hand_member(std::string_view key, std::size_t begin, std::size_t end);
  void hand_element(std::string_view text, const location& where);
  void hand_message(std::string_view record, std::string_view key, const location& where);
  void hand_payload(std::string_view object, const location& where);
  bool inflate_payload(bytes& data, const location& where);

  // Gzip inside gzip.
  void begin_layer();
  inflater::outcome unpack_member(std::string_view packed, std::size_t& consumed);
  void end_layer();
  std::size_t most_unpacked() const noexcept;
  std::string beyond(std::size_t most) const;
  void count_unpacked(std::size_t size) noexcept;
  void tell_layer(inflater::outcome how, std::uint64_t offset);

  void candidate(std::size_t begin, std::size_t end);
  void message(std::string_view text, const location& where, bool unpacked);
  void emit(std::string_view text, const location& where, bool unpacked = false);
  void hand_out(std::string_view text, const location& where, bool unpacked = false);
  std::size_t take(const taken& t, std::size_t at, std::size_t end);
  void tell(trouble what, const location& where, std::string detail = {});
  location place(std::size_t at, std::uint64_t record = 0);

  const sink& sink_;
  contents contents_;
  reader_limits limits_;
  mode mode_ = mode::undecided;
  bool damaged_ = false;  // the first value was JSON, and damaged
  bool started_ = false;  // a byte order mark can no longer come
  bool stopped_ = false;
  bool looking_ = false;      // for a line that begins with `{`, after damage
  bool stamped_ = false;      // the lines are those of an export
  bool by_itself_ = false;    // the next event: the sink took nothing of a batch
  std::size_t searched_ = 0;  // no line break before this, counted from the front of the text
  std::size_t retry_at_ = 0;  // a value that needs more text is not tried again before there is this much
  std::string_view text_;
  bool last_ = false;
  std::uint64_t base_ = 0;  // offset of the text's front in the input
  std::uint64_t line_ = 1;  // number of the line at `marked_`
  std::size_t marked_ = 0;
  std::string compact_, message_;
  container open_;
  std::size_t end_ = 0;  // of what may belong to the open container, and
  bool final_ = false;   // whether nothing can follow there
  bool noted_stamps_ = false;
  std::unique_ptr<inflater> inflater_;
  std::unique_ptr<layer> layer_;
};

}  // namespace coverwatch::inline COVERWATCH_ABI::archive
