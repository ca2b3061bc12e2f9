// SPDX-License-Identifier: Apache-2.0
// By name: which member is chosen, what lists do, how many steps large questions take, and that a budget ends a
// question the same way each time. Steps are counted, never time.
#include "proof_check.hpp"
#include "text_sets.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace text_sets;
using kind = text_answer::kind;

constexpr std::uint64_t plenty = 1'000'000;

struct outcome {
  text_answer answer;
  std::uint64_t steps;  // that were taken
};

// Asks, and judges the answer: the member by `contains`, the proof by the second reading.
outcome ask(const asked& a, std::uint64_t steps = plenty) {
  budget left{steps};
  outcome o{a.answer(left), 0};
  o.steps = steps - left.steps;
  EXPECT_TRUE(o.answer.what != kind::member || a.fits(o.answer.member)) << o.answer.member;
  EXPECT_TRUE(o.answer.what != kind::none || proof_check::verify(a.question(), o.answer.proof));
  return o;
}

std::string member(const std::vector<std::string>& inside, const std::vector<std::string>& outside) {
  const outcome o = ask(asked(inside, outside));
  EXPECT_EQ(o.answer.what, kind::member);
  return o.answer.member;
}

bool is_none(const std::vector<std::string>& inside, const std::vector<std::string>& outside) {
  return ask(asked(inside, outside)).answer.what == kind::none;
}

std::string repeat(std::string_view text, std::size_t n) {
  std::string out;
  while (n-- > 0) out += text;
  return out;
}

TEST(TextMember, TheShortestAndThenTheMostPlausible) {
  EXPECT_EQ(member({}, {}), "");
  EXPECT_EQ(member({}, {""}), "a");
  EXPECT_EQ(member({}, {"", "a", "b", "%^[d-z]$%"}), "c");
  EXPECT_EQ(member({"%^.$%"}, {"%[a-z]%"}), "A");
  EXPECT_EQ(member({"%^.$%"}, {"%\\w%"}), "!");
  EXPECT_EQ(member({"%^\\s$%"}, {}), " ");
  EXPECT_EQ(member({"%^[\\x00-\\xff]$%"}, {"%[\\x20-\\x7e]%"}), std::string(1, '\0'));
  EXPECT_EQ(member({"%^.$%"}, {"%[\\x00-\\x7f]%"}), "\xc2\xa0");
  EXPECT_EQ(member({"%^.$%"}, {"%[\\x00-\\xff]%"}), "\xc4\x80");
  EXPECT_EQ(member({"%^.$%"}, {"%[\\x00-\\xff]%", "\xc4\x80"}), "\xc4\x81");
}

TEST(TextMember, OfThePatternsThatPeopleDeploy) {
  EXPECT_EQ(member({"*UnauthorizedOperation"}, {"Client.UnauthorizedOperation"}), "UnauthorizedOperation");
  EXPECT_EQ(member({"*UnauthorizedOperation"}, {"UnauthorizedOperation"}), "bUnauthorizedOperation");
  EXPECT_EQ(member({"*UnauthorizedOperation"}, {"~*Operation"}), "OperationUnauthorizedOperation");
  EXPECT_EQ(member({"AccessDenied*"}, {"AccessDenied", "*Exception"}), "AccessDenieda");
  EXPECT_TRUE(is_none({"AccessDenied*"}, {"Access*"}));
  EXPECT_TRUE(is_none({"*UnauthorizedOperation"}, {"*Operation"}));
  EXPECT_TRUE(is_none({"~*Operation"}, {"*Operation"}));
  EXPECT_TRUE(is_none({"Delete*"}, {"%^Delete%"}));
  EXPECT_TRUE(is_none({"%a^%"}, {}));
}

TEST(TextMember, SuggestionsComeFirstInTheirOrder) {
  const asked a({"*Trail"}, {"DeleteTrail"});
  const std::vector<std::string_view> suggestions{"Bucket", "DeleteTrail", "StopTrail", "CreateTrail"};
  budget none_at_all{0};
  const text_answer answer = find_text(a.question(suggestions), none_at_all);
  EXPECT_EQ(answer.what, kind::member);
  EXPECT_EQ(answer.member, "StopTrail");
}

TEST(TextMember, CharactersAreNotBytes) {
  EXPECT_EQ(member({"%^.$%", "*\xc3\xa9*"}, {}), "\xc3\xa9");
  EXPECT_TRUE(is_none({"%^.$%", "\xe4\xb8\x96*"}, {"\xe4\xb8\x96"}));
  EXPECT_EQ(member({"%^[^\\x00-\\x7f]$%", "*"}, {"*\xc2\xa0*"}), "\xc2\xa1");
}

TEST(TextMember, RelationsOfTwo) {
  budget steps;
  EXPECT_EQ(includes(make("*Trail"), make("Create*Trail"), steps), true);
  EXPECT_EQ(includes(make("Create*Trail"), make("*Trail"), steps), false);
  EXPECT_EQ(disjoint(make("a*"), make("b*"), steps), true);
  EXPECT_EQ(disjoint(make("a*"), make("*b"), steps), false);
  budget nothing{0};
  EXPECT_EQ(includes(make("*Trail"), make("Create*Trail"), nothing), std::nullopt);
}

TEST(TextLists, AnyOfAListInside) {
  const text_set list = text_set::list({"GetTrail", "CreateTrail", "DeleteTrail", "CreateTrail", "Create"});
  const std::vector<const text_set*> inside{&list};
  const text_set glob = make("Create*");
  const text_set other = make("Delete*");
  const text_set get = make("%^G%");
  budget steps{0};
  const std::vector<const text_set*> some{&glob, &other};
  EXPECT_EQ(find_text({inside, some, {}}, steps).member, "GetTrail");
  const std::vector<const text_set*> all{&glob, &other, &get};
  const text_question question{inside, all, {}};
  text_answer answer = find_text(question, steps);
  EXPECT_EQ(answer.what, kind::none);
  EXPECT_TRUE(proof_check::verify(question, answer.proof));
  const text_proof proof = answer.proof;
  answer.proof.failures[1].set = 1;
  EXPECT_FALSE(proof == answer.proof);
  EXPECT_TRUE(proof == find_text(question, steps).proof);
  EXPECT_FALSE(proof_check::verify(question, answer.proof));
  EXPECT_TRUE(is_none({"a", "b"}, {}));
  const text_set empty = text_set::list({});
  const std::vector<const text_set*> nothing{&empty};
  EXPECT_EQ(find_text({nothing, {}, {}}, steps).what, kind::none);
}

TEST(TextLists, ManyTextsOutsideAreOneAutomaton) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < 2000; ++i) names.push_back("Describe" + std::to_string(i));
  const outcome free = ask(asked({"Describe*"}, names));
  EXPECT_EQ(free.answer.member, "Describe");
  EXPECT_EQ(free.steps, 0u);
  const outcome tight = ask(asked({"%^Describe[0-9]{1,3}$%"}, names));
  EXPECT_EQ(tight.answer.member, "Describe00");
  EXPECT_LT(tight.steps, 20'000u);

  names.clear();
  for (std::size_t i = 0; i < 1000; ++i)
    names.push_back(std::to_string(i / 100) + std::to_string(i / 10 % 10) + std::to_string(i % 10));
  const outcome full = ask(asked({"%^\\d\\d\\d$%"}, names));
  EXPECT_EQ(full.answer.what, kind::none);
  EXPECT_LT(full.steps, 60'000u);
}

// The short texts are all listed, so the member is a longer one.
TEST(TextLists, ListedTextsAreSteppedOver) {
  std::vector<std::string> names{"x"};
  for (char c = 'a'; c <= 'z'; ++c) names.push_back(std::string("x") + c);
  EXPECT_EQ(member({"x*"}, names), "xA");
  EXPECT_EQ(member({"x*"}, {"x", "%^x[\\d\\D]$%", "xaa", "xab"}), "xac");
}

TEST(TextScale, AHundredWildcards) {
  std::vector<std::string> contain;
  std::vector<std::string> other;
  for (int i = 0; i < 100; ++i) {
    contain.push_back("*a" + std::to_string(100 + i) + "b*");
    other.push_back("*c" + std::to_string(i) + "d*");
  }
  const outcome all = ask(asked(contain, {}));
  EXPECT_EQ(all.answer.what, kind::member);
  EXPECT_EQ(all.steps, 0u);
  const outcome some = ask(asked({"*a100b*"}, other));
  EXPECT_EQ(some.answer.member, "a100b");
  EXPECT_EQ(some.steps, 0u);
  const outcome mixed = ask(asked(contain, other));
  EXPECT_EQ(mixed.answer.what, kind::member);
  EXPECT_LT(mixed.steps, 100'000u);

  std::vector<std::string> last = other;
  last.push_back("*199*");
  const outcome implied = ask(asked(contain, last));
  EXPECT_EQ(implied.answer.what, kind::none);
  EXPECT_LT(implied.steps, 100'000u);
  contain.push_back("Get*Get");
  contain.push_back("*Got");
  const outcome apart = ask(asked(contain, other));
  EXPECT_EQ(apart.answer.what, kind::none);
  EXPECT_LT(apart.steps, 200'000u);
}

// Each two-letter piece outside has to be avoided, in a text that must be long.
TEST(TextScale, WildcardsOutsideThatAllMatter) {
  std::vector<std::string> outside;
  for (char c = 'a'; c <= 'm'; ++c)
    for (char d = 'a'; d <= 'm'; ++d)
      if (d != c + 1) outside.push_back(std::string("*") + c + d + "*");
  const outcome o = ask(asked({"%^[a-m]{13}$%"}, outside), 2 * plenty);
  EXPECT_EQ(o.answer.what, kind::member);
  EXPECT_EQ(o.answer.member, "abcdefghijklm");
}

TEST(TextScale, LongWildcards) {
  const std::string a = repeat("a", 500);
  const outcome periodic = ask(asked({"*" + a + "b"}, {"*" + a + "c*", "b*"}));
  EXPECT_EQ(periodic.answer.member, a + "b");
  EXPECT_EQ(periodic.steps, 0u);
  const outcome within = ask(asked({"*" + a + "b*"}, {"*" + a + "*b*"}));
  EXPECT_EQ(within.answer.what, kind::none);
  EXPECT_LT(within.steps, 40'000u);
  const outcome ends = ask(asked({"*" + a + "b", "*" + a + "c"}, {}));
  EXPECT_EQ(ends.answer.what, kind::none);
  EXPECT_LT(ends.steps, 40'000u);
  const std::string stars = repeat("a*", 512);
  const outcome many = ask(asked({stars}, {repeat("a*", 511)}));
  EXPECT_EQ(many.answer.what, kind::none);
  EXPECT_LT(many.steps, 40'000u);
  const outcome more = ask(asked({repeat("a*", 511)}, {stars}));
  EXPECT_EQ(more.answer.member, repeat("a", 511));
}

TEST(TextScale, RegularExpressions) {
  const outcome same = ask(asked({"%a.{16}b%"}, {"%a.{16}b%"}));
  EXPECT_EQ(same.answer.what, kind::none);
  EXPECT_LT(same.steps, 2'000u);
  const outcome avoided = ask(asked({"*Trail", "%^.{40}%"}, {"%a.{16}b%"}));
  EXPECT_EQ(avoided.answer.what, kind::member);
  EXPECT_LT(avoided.steps, 20'000u);
  const outcome within = ask(asked({"%a.{16}b%"}, {"*a*b*"}));
  EXPECT_EQ(within.answer.what, kind::none);
  EXPECT_LT(within.steps, 2'000u);
  const outcome long_one = ask(asked({"%a.{300}b%"}, {"%a.{300}b%"}));
  EXPECT_EQ(long_one.answer.what, kind::none);
  EXPECT_LT(long_one.steps, 400'000u);
  const outcome optional = ask(asked({"%^a{0,400}b$%"}, {"%^a*b$%"}));
  EXPECT_EQ(optional.answer.what, kind::none);
  EXPECT_LT(optional.steps, plenty);
}

TEST(TextScale, ABudgetEndsAQuestionAndAlwaysTheSameWay) {
  const asked hard({"%a.{14}b%", "%b.{15}a%", "%^[ab]*$%"}, {"%a.{16}a%", "%b.{16}b%"});
  const outcome little = ask(hard, 3'000);
  EXPECT_EQ(little.answer.what, kind::unknown);
  EXPECT_EQ(little.steps, 3'000u);
  const outcome once = ask(hard, 30 * plenty);
  const outcome twice = ask(hard, 30 * plenty);
  EXPECT_EQ(once.answer.what, twice.answer.what);
  EXPECT_EQ(once.steps, twice.steps);
  EXPECT_EQ(once.answer.member, twice.answer.member);
  EXPECT_EQ(once.answer.proof, twice.answer.proof);
}

// Sets of places without number stand in the way: it ends within its budget, whatever the answer.
TEST(TextScale, TheWorstEndsToo) {
  const outcome o =
      ask(asked({"%^[ab]*$%", "%a.{25}a.{25}a%", "%^.{200}$%"}, {"%a.{24}a%", "%b.{25}b%", "%b.{31}b%"}), 5 * plenty);
  EXPECT_EQ(o.answer.what, kind::unknown);
  EXPECT_EQ(o.steps, 5 * plenty);
}

}  // namespace
