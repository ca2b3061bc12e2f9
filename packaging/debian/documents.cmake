# SPDX-License-Identifier: Apache-2.0
# CPack runs this when each component lies in a folder of its own, before it packs them: adds copyright and changelogs to
# each, and puts manual page and completions of zsh where and as Debian wants them.
# CPACK_COVERWATCH_SOURCE and CPACK_COVERWATCH_CHANGELOG come from script/package.
function(compress file)
  execute_process(COMMAND gzip -9n ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(add_documents root package)
  set(doc ${root}/share/doc/${package})
  file(COPY ${CPACK_COVERWATCH_SOURCE}/packaging/debian/copyright DESTINATION ${doc})
  configure_file(${CPACK_COVERWATCH_CHANGELOG} ${doc}/changelog.Debian COPYONLY)
  configure_file(${CPACK_COVERWATCH_SOURCE}/CHANGELOG.md ${doc}/changelog COPYONLY)
  compress(${doc}/changelog.Debian)
  compress(${doc}/changelog)
  file(CHMOD_RECURSE ${doc} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
    DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endfunction()

foreach(component ${CPACK_COMPONENTS_ALL})
  string(TOUPPER ${component} name)
  add_documents(${CPACK_TEMPORARY_DIRECTORY}/${component}/usr ${CPACK_DEBIAN_${name}_PACKAGE_NAME})
endforeach()

set(share ${CPACK_TEMPORARY_DIRECTORY}/program/usr/share)
compress(${share}/man/man1/coverwatch.1)
file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
