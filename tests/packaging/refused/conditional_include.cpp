// refused:3: a project include under #if would be inlined for one branch only
#if defined(__clang__)
#include "support/utf8.hpp"
#endif
