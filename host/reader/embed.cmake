# SPDX-License-Identifier: MPL-2.0
# cmake -D OUT=FILE.cpp -D "FILES=a.json;b.json" -P embed.cmake
# Writes the vocabulary files into one C++ source as raw string literals, in parts below the length
# that every compiler accepts.
set(text "// Made by embed.cmake from vocabulary/*.json.\n#include \"reader/words/vocabulary.hpp\"\n\n")
string(APPEND text "namespace cookie_warden::reader {\n\n")
string(APPEND text "std::vector<std::pair<std::string_view, std::string_view>> vocabulary_files() {\n  return {\n")
foreach(file IN LISTS FILES)
  file(READ "${file}" bytes)
  get_filename_component(name "${file}" NAME)
  string(LENGTH "${bytes}" length)
  set(at 0)
  string(APPEND text "      {\"${name}\",\n")
  while(at LESS length)
    string(SUBSTRING "${bytes}" ${at} 8000 part)
    string(APPEND text "       R\"~~(${part})~~\"\n")
    math(EXPR at "${at} + 8000")
  endwhile()
  string(APPEND text "      },\n")
endforeach()
string(APPEND text "  };\n}\n\n}  // namespace cookie_warden::reader\n")
file(WRITE "${OUT}" "${text}")
