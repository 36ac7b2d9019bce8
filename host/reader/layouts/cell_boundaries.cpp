// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/cell_boundaries.hpp"

#include <algorithm>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

constexpr std::size_t kPiece = 5;  // bytes: long enough to be no chance, shorter than most cells

constexpr std::size_t kShortestBeginning = 4;  // bytes
constexpr std::size_t kLongestBeginning = 60;

/// Of a beginning and the letter after it (FNV-1a, RFC 9923); two of one hash do no harm.
std::uint64_t longer(std::uint64_t hash, char letter) {
  if (hash == 0) hash = 14695981039346656037ULL;
  return (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
}

/// The piece's bytes and its length as one number.
std::uint64_t key_of(std::string_view piece) {
  std::uint64_t key = piece.size();
  for (const char c : piece) key = (key << 8) | static_cast<unsigned char>(c);
  return key;
}

std::string_view piece_after(std::string_view row, std::size_t at) {
  return row.substr(at, kPiece);
}

std::string_view piece_before(std::string_view row, std::size_t at) {
  const std::size_t begin = at > kPiece ? at - kPiece : 0;
  return row.substr(begin, at - begin);
}

}  // namespace

void CellBoundaries::Neighbours::add(char letter) {
  const auto end = letters.begin() + count;
  if (count < letters.size() && std::find(letters.begin(), end, letter) == end)
    letters[count++] = letter;
}

void CellBoundaries::add(std::string_view row) {
  std::uint64_t beginning = 0;
  for (std::size_t at = 1; at < row.size() && at <= kLongestBeginning; ++at) {
    beginning = longer(beginning, row[at - 1]);
    beginnings_[beginning].add(row[at]);
  }
  for (std::size_t at = 0; at < row.size(); ++at) {
    if (is_space(row[at])) continue;
    before_[key_of(piece_after(row, at))].add(at > 0 ? row[at - 1] : '\n');
    after_[key_of(piece_before(row, at + 1))].add(at + 1 < row.size() ? row[at + 1] : '\n');
  }
}

int CellBoundaries::others(const Pieces& pieces, std::string_view piece) {
  constexpr std::size_t kShortest = 3;  // bytes; a row's first or last ones
  if (piece.size() < kShortest) return 0;
  const auto found = pieces.find(key_of(piece));
  return found == pieces.end() ? 0 : std::max(0, found->second.count - 1);
}

int CellBoundaries::strength(std::string_view row, std::size_t at) const {
  const int pieces =
      std::max(others(before_, piece_after(row, at)), others(after_, piece_before(row, at)));
  if (at < kShortestBeginning || at > kLongestBeginning) return pieces;
  std::uint64_t beginning = 0;
  for (std::size_t i = 0; i < at; ++i) beginning = longer(beginning, row[i]);
  const auto found = beginnings_.find(beginning);
  // Two rows that begin alike are enough.
  return found != beginnings_.end() && found->second.count > 1 ? std::max(2, pieces) : pieces;
}

}  // namespace cookie_warden::reader
