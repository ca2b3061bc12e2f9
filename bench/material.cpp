// SPDX-License-Identifier: Apache-2.0
#include "material.hpp"

#include "corpus_files.hpp"

namespace bench {

const corpus& events() {
  static const corpus made = chosen_material.folder.empty() ? make_corpus({chosen_material.mebibytes << 20, 1, 1})
                                                            : read_events(chosen_material.folder);
  return made;
}

const corpus& events_ten() {
  if (!chosen_material.folder.empty()) return events();
  static const corpus made = make_corpus({chosen_material.mebibytes << 20, 10, 2});
  return made;
}

const fact_table& fields() {
  static const fact_table made(events());
  return made;
}

const fact_table& fields_ten() {
  if (!chosen_material.folder.empty()) return fields();
  static const fact_table made(events_ten());
  return made;
}

}  // namespace bench
