// refused:4: `using namespace` leaks into every unit
#include <string>

using namespace std;
