// SPDX-License-Identifier: Apache-2.0
// The frame of an event: who, when, what, and how it ended.
#include "event_writer.hpp"

#include <algorithm>

namespace bench {

void event_writer::member(std::string_view key) {
  if (!members_.empty()) *out_ += ',';
  members_.push_back(out_->size());
  out_->append("\"").append(key).append("\":");
}

void event_writer::text(std::string_view key, std::string_view value) {
  member(key);
  out_->append("\"").append(value).append("\"");
}

void event_writer::letters(std::size_t count, std::string_view alphabet) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % 8 == 0) bits = random_.next();
    *out_ += alphabet[static_cast<std::size_t>(bits & 0xff) * alphabet.size() >> 8];
    bits >>= 8;
  }
}

void event_writer::identifier() {
  hex(8);
  for (int i = 0; i < 3; ++i) {
    *out_ += '-';
    hex(4);
  }
  *out_ += '-';
  hex(12);
}

event_writer::scene event_writer::draw_scene() {
  scene s;
  s.what = &calls()[by_rank_.draw(random_)];
  s.account = random_.one_of(accounts());
  s.region = regions()[by_region_.draw(random_)];
  s.person = s.what->name == "ConsoleLogin";
  s.tiny = random_.in_ten_thousand(60);
  s.refused = random_.percent(refused_in_hundred_);
  if (s.refused) {
    s.error = random_.one_of(refusals());
    while (s.what->name == "HeadBucket") s.what = &calls()[by_rank_.draw(random_)];
    s.tiny = s.person = false;
  } else if (s.what->name == "HeadBucket" && random_.percent(5)) {
    s.error = "AccessDenied";  // which CIS 4.1 leaves out
  } else if (!s.person && random_.percent(22)) {
    s.error = harmless_errors()[by_error_.draw(random_)];
  }
  return s;
}

void event_writer::session(std::string_view account, std::string_view role) {
  out_->append(R"(,"sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA)");
  upper(17);
  out_->append(R"(","arn":"arn:aws:iam::)").append(account).append(":role/").append(role);
  out_->append(R"(","accountId":")").append(account).append(R"(","userName":")").append(role);
  out_->append(R"("},"attributes":{"creationDate":"2026-03-14T)");
  time();
  out_->append(R"(","mfaAuthenticated":")").append(random_.percent(30) ? "true" : "false").append("\"}}");
}

void event_writer::time() {
  const auto two_digits = [this](std::size_t limit) {
    const std::size_t n = random_.below(limit);
    *out_ += static_cast<char>('0' + n / 10);
    *out_ += static_cast<char>('0' + n % 10);
  };
  two_digits(24);
  *out_ += ':';
  two_digits(60);
  *out_ += ':';
  two_digits(60);
  *out_ += 'Z';
}

void event_writer::identity(const scene& s) {
  static constexpr std::string_view roles[] = {"deploy",
                                               "ci-runner",
                                               "AWSReservedSSO_AdministratorAccess_1b74cd717d47002b",
                                               "eks-node-group",
                                               "OrganizationAccountAccessRole",
                                               "lambda-exporter"};
  static constexpr std::string_view people[] = {"alice", "benjamin", "bert-jan", "carol",
                                                "build", "Level6",   "terraform"};
  member("userIdentity");
  const std::size_t kind = random_.below(1000);
  if (kind < 60 && !s.person) {
    out_->append(R"({"type":"AWSService","invokedBy":")").append(s.what->service).append(".amazonaws.com\"}");
  } else if (kind < 63) {
    out_->append(R"({"type":"Root","principalId":")").append(s.account).append(R"(","arn":"arn:aws:iam::)");
    out_->append(s.account).append(R"(:root","accountId":")").append(s.account).append(R"(","accessKeyId":""})");
  } else if (kind < 620) {
    const std::string_view who = random_.one_of(people);
    out_->append(R"({"type":"IAMUser","principalId":"AIDA)");
    upper(17);
    out_->append(R"(","arn":"arn:aws:iam::)").append(s.account).append(":user/").append(who);
    out_->append(R"(","accountId":")").append(s.account).append(R"(","accessKeyId":"AKIA)");
    upper(16);
    out_->append(R"(","userName":")").append(who).append("\"}");
  } else {
    const std::string_view role = random_.one_of(roles);
    out_->append(R"({"type":"AssumedRole","principalId":"AROA)");
    upper(17);
    out_->append(":session-");
    const std::size_t at = out_->size();
    hex(10);
    const std::string name = out_->substr(at);
    out_->append(R"(","arn":"arn:aws:sts::)").append(s.account).append(":assumed-role/").append(role);
    out_->append("/session-")
        .append(name)
        .append(R"(","accountId":")")
        .append(s.account)
        .append(R"(","accessKeyId":"ASIA)");
    upper(16);
    *out_ += '"';
    session(s.account, role);
    if (random_.percent(15)) out_->append(R"(,"invokedBy":"AWS Internal")");
    *out_ += '}';
  }
}

void event_writer::address(const scene& s) {
  const std::size_t kind = random_.below(100);
  member("sourceIPAddress");
  if (kind < 20) {
    out_->append("\"").append(s.what->service).append(".amazonaws.com\"");
  } else if (kind == 20 && !s.refused) {
    out_->append("\"delivery.logs.amazonaws.com\"");
  } else if (kind < 70) {  // the same few machines again and again
    out_->append("\"10.8.").append(std::to_string(random_.below(4))).append(".");
    number(24);
    *out_ += '"';
  } else {
    out_->append("\"203.0.113.");
    number(256);
    *out_ += '"';
  }
}

void event_writer::program() {
  member("userAgent");
  out_->append("\"").append(programs()[by_program_.draw(random_)]);
  if (random_.percent(12)) {
    out_->append(" stratus-red-team_");
    identifier();
  }
  *out_ += '"';
}

// An event of few members, such as a service writes about itself.
void event_writer::tiny(const scene& s) {
  text("eventVersion", "1.05");
  member("userIdentity");
  out_->append(R"({"accountId":")").append(s.account).append(R"(","invokedBy":"AWS Internal"})");
  text("eventTime", "2026-03-14T12:10:00Z");
  text("eventSource", s.what->service + ".amazonaws.com");
  text("eventName", s.what->name);
  text("awsRegion", s.region);
  text("sourceIPAddress", "AWS Internal");
  text("eventID", "");
  out_->pop_back();
  identifier();
  *out_ += '"';
  text("eventType", "AwsServiceEvent");
  text("recipientAccountId", s.account);
}

void event_writer::whole(const scene& s) {
  text("eventVersion", "1.11");
  identity(s);
  member("eventTime");
  out_->append("\"2026-03-14T");
  time();
  *out_ += '"';
  text("eventSource", s.what->service + ".amazonaws.com");
  text("eventName", s.what->name);
  text("awsRegion", s.region);
  address(s);
  program();
  failure(s);
  parameters(s);
  response(s);
  additional(s);
  member("requestID");
  *out_ += '"';
  identifier();
  out_->append("\"");
  member("eventID");
  *out_ += '"';
  identifier();
  out_->append("\"");
  member("readOnly");
  out_->append(s.what->reads ? "true" : "false");
  resources(s);
  text("eventType", s.person ? "AwsConsoleSignIn" : random_.percent(1) ? "AwsServiceEvent" : "AwsApiCall");
  member("managementEvent");
  out_->append("true");
  text("recipientAccountId", s.account);
  transport(s);
}

// As some collectors deliver: every member where the alphabet has it.
void event_writer::sort_members() {
  std::vector<std::pair<std::size_t, std::size_t>> spans;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    spans.emplace_back(members_[i], i + 1 < members_.size() ? members_[i + 1] - 1 : out_->size());
  }
  const std::string_view all = *out_;
  const auto of = [all](const auto& span) { return all.substr(span.first, span.second - span.first); };
  std::sort(spans.begin(), spans.end(), [&of](const auto& a, const auto& b) { return of(a) < of(b); });
  sorted_ = "{";
  for (const auto& span : spans) sorted_.append(sorted_.size() > 1 ? "," : "").append(of(span));
  out_->replace(begin_, std::string::npos, sorted_);
}

void event_writer::append(std::string& out) {
  out_ = &out;
  begin_ = out.size();
  members_.clear();
  *out_ += '{';
  const scene s = draw_scene();
  s.tiny ? tiny(s) : whole(s);
  if (random_.percent(2)) sort_members();
  *out_ += '}';
}

}  // namespace bench
