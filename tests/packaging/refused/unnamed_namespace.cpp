// refused:5: an unnamed namespace
#include <string>

namespace coverwatch {
namespace {
struct helper {};
}  // namespace
}  // namespace coverwatch
