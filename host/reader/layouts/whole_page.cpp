// SPDX-License-Identifier: MPL-2.0
#include "reader/layouts/whole_page.hpp"

#include <algorithm>
#include <set>

#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

/// "Functional" in a list, where the page explains elsewhere that these need no consent.
void apply_exemption(std::vector<Row>& rows) {
  const ConsentSaid exempt{.not_needed = true};
  for (Row& row : rows) {
    // A note says that nothing was said of consent; see with_consent().
    const Judgement& said = row.judgement;
    if (said.category == Category::functional && said.says_functional && !said.note.empty())
      row.judgement = with_consent(std::move(row.judgement), exempt);
  }
}

void apply_only_necessary(std::vector<Row>& rows) {
  const bool other = std::ranges::any_of(rows, [](const Row& row) {
    return row.judgement.stated && row.judgement.category != Category::necessary;
  });
  for (Row& row : rows) {
    if (other || row.judgement.stated) continue;
    row.judgement = {Category::necessary, true, Evidence::Confidence::medium,
                     "The page says that it uses only necessary cookies."};
  }
}

}  // namespace

void WholePage::notice(std::string_view text) {
  constexpr std::size_t kLongest = 4000;  // bytes
  constexpr std::size_t kBeginning = 40;  // bytes of a sentence, which tell what it is about
  if (text.size() > kLongest) return;
  bool of_functional = false;  // the sentence before
  for (const std::string_view sentence : sentences(text)) {
    // "Functional cookies are needed for the site. These need no consent."
    const Judgement said = judge(sentence);
    exempts_functional_ =
        exempts_functional_ || (of_functional && !said.stated && frees_cookies(sentence));
    of_functional = said.says_functional && mentions_cookies(sentence) &&
                    names_functional(sentence.substr(0, kBeginning)) &&
                    said.category != Category::statistics && said.category != Category::marketing;
    only_necessary_ = only_necessary_ || says_only_necessary(sentence);
    exempts_functional_ = exempts_functional_ || says_functional_is_exempt(sentence);
    complete_ = complete_ || says_complete(sentence);
  }
}

void WholePage::apply(Rows& out) const {
  out.complete = out.complete || complete_;
  if (only_necessary_) apply_only_necessary(out.rows);
  if (exempts_functional_) apply_exemption(out.rows);
}

bool mentions_cookies_anywhere(const Document& document) {
  return std::ranges::any_of(document.blocks, [](const Block& block) {
    if (mentions_cookies(block.text.plain)) return true;
    return std::ranges::any_of(block.rows, [](const TableRow& row) {
      return std::ranges::any_of(row, [](const Cell& cell) {
        return !cell.repeated && mentions_cookies(cell.text.plain);
      });
    });
  });
}

bool names_a_tracker(const std::vector<Row>& rows) {
  return std::ranges::any_of(rows, [](const Row& row) {
    return std::ranges::any_of(row.names, [&](const Name& name) {
      return is_known_name(name.printed) || (row.judgement.stated && name.printed[0] == '_');
    });
  });
}

void keep_loose(Rows& out) {
  std::set<std::string> sections;
  std::set<std::string> names;
  for (const Row& row : out.rows) {
    sections.insert(row.section);
    for (const Name& name : row.names) names.insert(lower(name.printed));
  }
  const bool alone = out.rows.empty();
  for (Row& row : out.loose) {
    const bool introduced = row.names_sure == Evidence::Confidence::medium;
    const bool new_section = introduced && !sections.contains(row.section);
    const bool set_apart = row.names_sure == Evidence::Confidence::high;
    if (!alone && !new_section && !set_apart) continue;
    row.names_sure = std::max(row.names_sure, Evidence::Confidence::medium);
    std::erase_if(row.names, [&](const Name& name) { return names.contains(lower(name.printed)); });
    for (const Name& name : row.names) names.insert(lower(name.printed));
    out.add(std::move(row));
  }
}

}  // namespace cookie_warden::reader
