// refused:2: includes no_such_file.hpp, which is not there
#include "support/no_such_file.hpp"
