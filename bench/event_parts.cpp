// SPDX-License-Identifier: Apache-2.0
// The middle of an event: how it failed, what was asked for, what came back, and what else the service noted.
#include "event_writer.hpp"

namespace bench {

constexpr std::string_view letters_of_tokens = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void event_writer::failure(const scene& s) {
  if (s.person && random_.percent(20)) return text("errorMessage", "Failed authentication");
  if (s.error.empty()) return;
  text("errorCode", s.error);
  if (random_.percent(6)) return;
  member("errorMessage");
  if (s.error.starts_with("AccessDenied") || s.error.ends_with("UnauthorizedOperation")) {
    out_->append(R"("User: arn:aws:sts::)").append(s.account).append(":assumed-role/ci-runner/session-");
    hex(10);
    out_->append(" is not authorized to perform: ").append(s.what->service).append(":").append(s.what->name);
    out_->append(" because no identity-based policy allows the ").append(s.what->service).append(" action");
    if (s.error.starts_with("Client.")) {
      out_->append(". Encoded authorization failure message: ");
      letters(random_.between(200, 600), letters_of_tokens);
    }
    *out_ += '"';
  } else if (random_.percent(2)) {  // the word, and no match
    out_->append(R"("The call was retried after AccessDenied: see request )");
    hex(12);
    *out_ += '"';
  } else {
    out_->append(R"("The request failed: )").append(s.error).append(" (request ");
    hex(12);
    out_->append(")\"");
  }
}

// Brackets in brackets; the innermost has a text.
void event_writer::nested(std::size_t depth) {
  for (std::size_t i = 0; i < depth; ++i) out_->append(i % 2 == 0 ? R"({"items":)" : "[");
  out_->append(R"("leaf")");
  for (std::size_t i = depth; i > 0; --i) *out_ += i % 2 == 0 ? ']' : '}';
}

// What is seldom: each of these happens in a few events of a thousand.
void event_writer::unusual_parameters() {
  const std::size_t kind = random_.below(1000);
  if (kind < 270) {  // JSON in a string, the half of it over several lines
    out_->append(kind < 150 ? R"("policyDocument":"{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [)"
                            : R"("policyDocument":"{\"Version\":\"2012-10-17\",\"Statement\":[)");
    out_->append(R"({\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}")");
  } else if (kind < 630) {
    out_->append(R"("description":"made by \u003cdeploy\u0026test\u003e )");
    hex(8);
    *out_ += '"';
  } else if (kind < 700) {
    out_->append(
        R"("filterPattern":"{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }")");
  } else if (kind < 800) {
    out_->append(R"("description":"für die Prüfung im März – )");
    hex(6);
    *out_ += '"';
  } else {
    out_->append(R"("conditions":)");
    nested(random_.between(5, 9));
  }
}

void event_writer::some_parameters(const scene& s) {
  switch (random_.below(12)) {
    case 0:
    case 6:
      out_->append(R"("bucketName":"example-)");
      hex(12);
      out_->append(R"(","Host":"example-bucket.s3.)")
          .append(s.region)
          .append(R"(.amazonaws.com","x-amz-acl":"private")");
      break;
    case 1:
      out_->append(R"("maxResults":)");
      number(1000);
      out_->append(
          R"(,"filterSet":{"items":[{"name":"tag:aws:cloudformation:stack-name","valueSet":{"items":[{"value":")");
      hex(12);
      out_->append(R"("}]}}]})");
      break;
    case 2:
      out_->append(R"("instancesSet":{"items":[{"instanceId":"i-0)");
      hex(16);
      out_->append(R"("}]},"maxResults":"100")");
      break;
    case 3:
    case 7:
      out_->append(R"("roleArn":"arn:aws:iam::)")
          .append(s.account)
          .append(R"(:role/deploy","roleSessionName":"session-)");
      hex(10);
      out_->append(R"(","durationSeconds":3600)");
      break;
    case 4:
    case 8:
    case 9:
      out_->append(R"("encryptionContext":{"aws:s3:arn":"arn:aws:s3:::example-)");
      hex(12);
      out_->append(R"("},"encryptionAlgorithm":"SYMMETRIC_DEFAULT")");
      break;
    default:
      out_->append(R"("name":"/service/)").append(s.what->service).append("/");
      hex(8);
      out_->append(R"(","withDecryption":true)");
  }
}

void event_writer::parameters(const scene& s) {
  member("requestParameters");
  if (random_.percent(22)) {
    out_->append("null");
    return;
  }
  *out_ += '{';
  some_parameters(s);
  if (random_.percent(13)) {
    out_->append(R"(,"nextToken":")");
    letters(random_.between(100, 800), letters_of_tokens);
    *out_ += '"';
  }
  if (random_.in_ten_thousand(140)) {
    *out_ += ',';
    unusual_parameters();
  }
  *out_ += '}';
}

// Of about that many bytes: what a call that describes everything gives back.
void event_writer::long_list(std::size_t bytes) {
  const std::size_t end = out_->size() + bytes;
  out_->append(R"({"eventCategoriesMapList":[)");
  for (bool first = true; out_->size() + 150 < end; first = false) {
    out_->append(first ? R"({"eventId":"EVENT-)" : R"(,{"eventId":"EVENT-)");
    number(10000);
    out_->append(
        R"(","eventCategories":["management","monitoring"],"eventDescription":"Cluster <name> changed at <time>: )");
    hex(8);
    out_->append(R"(.","severity":"INFO"})");
  }
  out_->append("]}");
}

void event_writer::response(const scene& s) {
  member("responseElements");
  if (s.person) {
    out_->append(R"({"ConsoleLogin":")").append(random_.percent(85) ? "Success" : "Failure").append("\"}");
  } else if (random_.in_ten_thousand(5)) {
    long_list(random_.percent(40) ? random_.between(26000, 28200) : random_.between(3000, 20000));
  } else if (!s.error.empty() || random_.percent(s.what->reads ? 90 : 40)) {
    out_->append("null");
  } else {
    out_->append(R"({"requestId":")");
    identifier();
    out_->append(R"(","_return":true,"version":")");
    number(40);
    out_->append(R"(","description":"made for \"measuring\" )");
    hex(8);
    out_->append("\"}");
  }
}

void event_writer::additional(const scene& s) {
  if (s.person) {
    member("additionalEventData");
    out_->append(R"({"LoginTo":"https://console.aws.amazon.com/console/home","MobileVersion":"No","MFAUsed":")");
    out_->append(random_.percent(70) ? "Yes" : "No").append("\"}");
    return;
  }
  if (random_.percent(24)) return;
  member("additionalEventData");
  const bool floats = random_.percent(77);
  out_->append(R"({"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":)");
  number(900);
  out_->append(floats ? ".0" : "").append(R"(,"AuthenticationMethod":"AuthHeader","x-amz-id-2":")");
  letters(76, letters_of_tokens);
  out_->append(R"(","bytesTransferredOut":)");
  number(9000);
  out_->append(floats ? ".0}" : "}");
}

void event_writer::resources(const scene& s) {
  if (random_.percent(42)) return;
  member("resources");
  *out_ += '[';
  if (random_.percent(70)) {
    out_->append(R"({"type":"AWS::S3::Object","ARN":"arn:aws:s3:::example-bucket/AWSLogs/)")
        .append(s.account)
        .append("/");
    out_->append(s.region).append("/");
    hex(24);
    out_->append(".json.gz\"},");
  }
  out_->append(R"({"accountId":")")
      .append(s.account)
      .append(R"(","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::example-)");
  hex(12);
  out_->append("\"}]");
}

void event_writer::transport(const scene& s) {
  if (random_.percent(6)) text("vpcEndpointId", "vpce-f40dc59d");
  text("eventCategory", "Management");
  if (random_.percent(24)) return;
  member("tlsDetails");
  out_->append(R"({"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":")");
  out_->append(s.what->service).append(".").append(s.region).append(".amazonaws.com\"}");
  if (random_.percent(8)) text("sessionCredentialFromConsole", "true");
}

}  // namespace bench
