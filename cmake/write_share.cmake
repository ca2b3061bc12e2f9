# SPDX-License-Identifier: Apache-2.0
# cmake -DPROGRAM=coverwatch -DSHARE=FOLDER -P write_share.cmake: the man page and the completions, by the program itself,
# where systems look for them. Writes nothing else.
function(write name)
  get_filename_component(folder ${SHARE}/${name} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  execute_process(COMMAND ${PROGRAM} ${ARGN} OUTPUT_FILE ${SHARE}/${name} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

write(man/man1/coverwatch.1 manual)
write(bash-completion/completions/coverwatch completion bash)
write(zsh/site-functions/_coverwatch completion zsh)
write(fish/vendor_completions.d/coverwatch.fish completion fish)
