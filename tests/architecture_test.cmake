# SPDX-License-Identifier: MPL-2.0
# cmake -D HOST=host -D SCRATCH=folder -P architecture_test.cmake: architecture.cmake finds each
# arrow that points the wrong way, planted one at a time in a copy of the host.

cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})
foreach(room core support reader adapters app)
  file(COPY ${HOST}/${room} DESTINATION ${SCRATCH})
endforeach()

function(check expected what)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -D HOST=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/architecture.cmake
    RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE said)
  if(expected STREQUAL "passes" AND NOT result EQUAL 0)
    message(FATAL_ERROR "${what}: refused: ${said}")
  elseif(expected STREQUAL "fails" AND (result EQUAL 0 OR NOT said MATCHES "planted"))
    message(FATAL_ERROR "${what}: not found")
  endif()
endfunction()

check(passes "the host as it is")
# FILE|INCLUDE: one that must be found.
foreach(arrow
        "core/planted.cpp|\"support/json.hpp\""
        "core/planted.hpp|\"adapters/host_names.hpp\""
        "core/planted.cpp|<nlohmann/json.hpp>"
        "core/planted.cpp|<unistd.h>"
        "support/planted.cpp|\"adapters/host_names.hpp\""
        "support/planted.cpp|\"app/session.hpp\""
        "reader/planted.cpp|\"adapters/policies/policy_file.hpp\""
        "reader/words/planted.cpp|\"reader/names/names.hpp\""
        "reader/pages/planted.cpp|\"reader/layouts/readers.hpp\""
        "adapters/planted.cpp|\"app/session.hpp\""
        "adapters/planted.cpp|\"adapters/host_names.hpp\""
        "adapters/log/planted.cpp|\"adapters/protocol/messages.hpp\""
        "adapters/protocol/planted.cpp|\"adapters/native_messaging.hpp\""
        "adapters/log/planted.cpp|\"reader/read_policy.hpp\"")
  string(REPLACE "|" ";" parts "${arrow}")
  list(GET parts 0 source)
  list(GET parts 1 include)
  file(WRITE ${SCRATCH}/${source} "#include ${include}\n")
  check(fails "${arrow}")
  file(REMOVE ${SCRATCH}/${source})
endforeach()
file(WRITE ${SCRATCH}/adapters/log/planted.cpp
     "#include \"adapters/log/log_file.hpp\"\n#include \"core/decide.hpp\"\n")
check(passes "an adapter that includes itself and core")
file(REMOVE_RECURSE ${SCRATCH})
