// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include <array>
#include <cstdio>

namespace bench {
namespace {

// SplitMix64 (public domain by its author, S. Vigna): a few lines, and equal on every platform.
class random {
 public:
  explicit random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool percent(std::size_t p) { return below(100) < p; }

 private:
  std::uint64_t state_;
};

template <std::size_t N>
std::string_view one_of(random& r, const std::array<std::string_view, N>& choices) {
  return choices[r.below(N)];
}

constexpr std::array<std::string_view, 6> services = {"ec2", "s3", "iam", "sts", "kms", "cloudtrail"};
constexpr std::array<std::string_view, 8> verbs = {"Describe", "List",   "Get", "Create",
                                                   "Delete",   "Update", "Put", "Assume"};
constexpr std::array<std::string_view, 9> things = {"Instances", "Role",    "BucketPolicy", "Trail",        "AccessKey",
                                                    "Vpc",       "Subnets", "LogGroup",     "SecurityGroup"};
constexpr std::array<std::string_view, 5> errors = {"AccessDenied", "Client.UnauthorizedOperation",
                                                    "NoSuchEntityException", "ThrottlingException",
                                                    "ValidationException"};
constexpr std::array<std::string_view, 4> regions = {"us-east-1", "eu-west-1", "ap-southeast-2", "us-west-2"};
constexpr std::array<std::string_view, 3> kinds = {"IAMUser", "AssumedRole", "AWSService"};

std::string hex(random& r, std::size_t digits) {
  std::string out;
  while (out.size() < digits) out += "0123456789abcdef"[r.below(16)];
  return out;
}

std::string id(random& r) { return hex(r, 8) + '-' + hex(r, 4) + '-' + hex(r, 4) + '-' + hex(r, 4) + '-' + hex(r, 12); }

std::string number(random& r, std::size_t limit) { return std::to_string(r.below(limit)); }

std::string identity(random& r) {
  const std::string session = "session-" + hex(r, 6);
  const std::string arn = "arn:aws:sts::111122223333:assumed-role/deploy/" + session;
  return R"({"type":")" + std::string(one_of(r, kinds)) + R"(","principalId":"AROADBQP57FF2AEXAMPLE:)" + session +
         R"(","arn":")" + arn +
         R"(","accountId":"111122223333","accessKeyId":"ASIAIOSFODNN7EXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",)" +
         R"("principalId":"AROADBQP57FF2AEXAMPLE","arn":"arn:aws:iam::111122223333:role/deploy","accountId":"111122223333",)" +
         R"("userName":"deploy"},"attributes":{"creationDate":"2026-03-14T11:40:02Z","mfaAuthenticated":")" +
         (r.percent(30) ? "true" : "false") + R"("}}})";
}

std::string parameters(random& r) {
  if (r.percent(25)) return "null";
  std::string out =
      R"({"bucketName":"example-)" + hex(r, 10) + R"(","maxResults":)" + number(r, 1000) + R"(,"filterSet":{"items":[)";
  const std::size_t items = r.below(5);
  for (std::size_t i = 0; i < items; ++i) {
    out += (i ? "," : "") + std::string(R"({"name":"tag:)") + hex(r, 6) + R"(","valueSet":{"items":[{"value":")" +
           hex(r, 12) + R"("}]}})";
  }
  return out + R"(]},"Host":"example.s3.amazonaws.com"})";
}

std::string response(random& r) {
  if (r.percent(53)) return "null";
  return R"({"requestId":")" + id(r) + R"(","_return":true,"description":"made for \"measuring\" )" + hex(r, 8) +
         R"("})";
}

std::string extra(random& r) {
  return R"({"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":)" +
         number(r, 900) + R"(.0,"AuthenticationMethod":"AuthHeader","x-amz-id-2":")" + hex(r, 44) +
         R"(","bytesTransferredOut":)" + number(r, 9000) + ".0}";
}

std::string tls(random& r, const std::string& service) {
  if (r.percent(60)) return "";
  return R"(,"tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":")" +
         service + R"(.us-east-1.amazonaws.com"})";
}

std::string event(random& r) {
  const std::string service(one_of(r, services));
  const std::string address = "203.0.113." + number(r, 256);
  std::string out = R"({"eventVersion":"1.11","userIdentity":)" + identity(r) + R"(,"eventTime":"2026-03-14T12:)" +
                    number(r, 6) + R"(0:00Z","eventSource":")" + service + R"(.amazonaws.com","eventName":")" +
                    std::string(one_of(r, verbs)) + std::string(one_of(r, things)) + R"(","awsRegion":")" +
                    std::string(one_of(r, regions)) + R"(","sourceIPAddress":")" + address +
                    R"(","userAgent":"[aws-sdk-go/1.44.260 (go1.20.5; linux; amd64) exec-env/AWS_ECS_FARGATE )" +
                    hex(r, 8) + R"(]",)";
  if (r.percent(17)) {
    out += R"("errorCode":")" + std::string(one_of(r, errors)) +
           R"(","errorMessage":"User: arn:aws:iam::111122223333:user/)" + hex(r, 6) +
           R"( is not authorized to perform this operation",)";
  }
  return out + R"("requestParameters":)" + parameters(r) + R"(,"responseElements":)" + response(r) +
         R"(,"additionalEventData":)" + extra(r) + R"(,"requestID":")" + id(r) + R"(","eventID":")" + id(r) +
         R"(","readOnly":)" + (r.percent(60) ? "true" : "false") +
         R"(,"resources":[{"accountId":"111122223333","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::example-)" +
         hex(r, 10) +
         R"("}],"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management")" +
         tls(r, service) + '}';
}

// A line of a web server's access log.
std::string access(random& r) {
  static constexpr std::array<std::string_view, 6> statuses{"200", "200", "200", "304", "404", "500"};
  static constexpr std::array<std::string_view, 3> methods{"GET", "GET", "POST"};
  return number(r, 256) + '.' + number(r, 256) + '.' + number(r, 256) + '.' + number(r, 256) + " - " +
         (r.percent(20) ? "user" + number(r, 50) : std::string("-")) + " [10/Oct/2000:13:" + number(r, 60) +
         ":36 -0700] \"" + std::string(one_of(r, methods)) + " /service/resource/" + number(r, 10000) +
         ".html HTTP/1.1\" " + std::string(one_of(r, statuses)) + ' ' + number(r, 50000);
}

template <class Line>
corpus make(std::size_t count, std::uint64_t seed, const Line& line) {
  random r(seed);
  corpus made;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < count; ++i) {
    made.text += line(r) + '\n';
    ends.push_back(made.text.size());
  }
  made.size = made.text.size();
  made.text.append(64, ' ');
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    made.events.push_back(std::string_view(made.text).substr(begin, end - begin - 1));
    begin = end;
  }
  return made;
}

}  // namespace

corpus make_corpus(std::size_t count, std::uint64_t seed) { return make(count, seed, event); }

corpus make_access_log(std::size_t count, std::uint64_t seed) { return make(count, seed, access); }

}  // namespace bench
