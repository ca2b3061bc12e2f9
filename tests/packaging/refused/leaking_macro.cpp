// refused:4: a macro outside config.hpp that serves no .def list
namespace coverwatch {

#define TWICE(x) ((x) + (x))
COVERWATCH_FUNC int four() { return TWICE(2); }

}  // namespace coverwatch
