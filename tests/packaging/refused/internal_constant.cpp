// refused:4: a variable that is not `inline`
namespace coverwatch {

constexpr int limit = 3;

}  // namespace coverwatch
