// refused:4: `static` at namespace scope
namespace coverwatch {

static int helper() { return 1; }

}  // namespace coverwatch
