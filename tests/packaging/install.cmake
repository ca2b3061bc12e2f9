# SPDX-License-Identifier: Apache-2.0
# cmake -DBUILD=FOLDER -DWORK=FOLDER -P install.cmake: empties WORK, installs the build there and moves what came out to
# WORK/tree, so that whoever uses it there shows that nothing in it remembers where it was installed.
file(REMOVE_RECURSE ${WORK})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/installed OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${WORK}/installed ${WORK}/tree)
