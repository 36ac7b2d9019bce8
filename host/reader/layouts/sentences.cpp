// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <optional>
#include <set>

#include "reader/layouts/mentions.hpp"
#include "reader/layouts/readers.hpp"
#include "reader/layouts/tokens.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

/// "This sets x and y".
bool sets_names(std::string_view sentence) { return vocabulary().use.any(words(fold(sentence))); }

/// "such as", "called", "o.a." right before the names.
bool introduces_names(std::string_view sentence) {
  return vocabulary().examples.any(words(fold(sentence)));
}

/// "Technically necessary: JSESSIONID, lastRefresh".
Judgement label_judgement(std::string_view sentence) {
  constexpr std::size_t kLongest = 60;  // bytes
  const std::size_t colon = sentence.find(':');
  return colon == std::string_view::npos || colon > kLongest ? Judgement{}
                                                             : judge(sentence.substr(0, colon));
}

/// What a paragraph's own sentences say of the names in one of them.
class ParagraphJudge {
 public:
  explicit ParagraphJudge(std::string_view text)
      : text_(text),
        sentences_(sentences(text)),
        only_necessary_(!sentences_.empty() && says_only_necessary_here(sentences_.front())),
        always_set_(says_always_set()) {}

  [[nodiscard]] Judgement of(std::size_t index) const {
    Judgement said = single(sentences_[index]);
    // "... sets the cookie x. It is strictly necessary".
    const bool next_names =
        index + 1 < sentences_.size() && read_name_cell(sentences_[index + 1], false).names.empty();
    if (!said.stated && next_names) said = single(sentences_[index + 1]);
    // Further away only what keeps less: a paragraph about the site's needs may end with trackers.
    if (!said.stated && (single(text_).category != Category::necessary || only_necessary_) &&
        !of_other_names(single(text_)))
      said = single(text_);
    if (!said.stated && always_set_) said = {Category::necessary, true, Confidence::low, ""};
    if (!said.stated) return {};
    said.confidence = Confidence::low;
    said.note = "The category is taken from the sentences around the name.";
    return said;
  }

  /// A text that states one category.
  static Judgement single(std::string_view text) {
    const Judgement said = judge(text);
    const bool choice = said.category == Category::necessary && consent_in(text).needed;
    // "For advertising and statistics": either way it goes.
    const bool one = said.note.empty() || said.keeps_nothing ||
                     (said.by_brand && said.category != Category::necessary);
    return said.stated && one && !choice ? said : Judgement{};
  }

 private:
  static bool names_one(std::string_view sentence) {
    for (std::size_t i = 0; i < sentence.size();) {
      const std::size_t end = std::min(sentence.find_first_of(" ,()", i), sentence.size());
      if (shape_of(sentence.substr(i, end - i)) == Shape::sure) return true;
      i = end + 1;
    }
    return false;
  }

  /// "YouTube sets marketing cookies (_a, _b). The reader sets _c".
  [[nodiscard]] bool of_other_names(const Judgement& said) const {
    return std::ranges::none_of(sentences_, [&](std::string_view sentence) {
      const Judgement own = judge(sentence);
      return own.stated && own.category == said.category && !names_one(sentence);
    });
  }

  /// The first or the last sentence says it of all between: "All of them need no consent."
  [[nodiscard]] bool says_always_set() const {
    if (sentences_.size() < 2 || consent_in(text_).needed) return false;
    const auto of_these = [](std::string_view sentence) {
      return speaks_of_these(sentence) && !names_one(sentence) &&
             (frees_cookies(sentence) || is_needed_by_site(sentence));
    };
    return of_these(sentences_.front()) || of_these(sentences_.back());
  }

  /// "Without these files the site does not work."
  [[nodiscard]] static bool is_needed_by_site(std::string_view sentence) {
    const Judgement said = single(sentence);
    return said.category == Category::necessary && said.stated && !speaks_of_some(sentence);
  }

  std::string_view text_;
  std::vector<std::string_view> sentences_;
  bool only_necessary_;
  bool always_set_;
};

/// A sentence that names cookies, and what is asked of it for each of them. Each is answered once:
/// a sentence may name a thousand.
struct Sentence {
  Sentence(std::string_view of, std::size_t at)
      : text(of),
        index(at),
        about_cookies(mentions_cookies(of)),
        sets(sets_names(of)),
        introduces(introduces_names(of)),
        keeps_choice(stores_consent_choice(of)),
        label(label_judgement(of)),
        purpose(shorten(squeeze(of), 600)) {}

  std::string_view text;
  std::size_t index;  ///< In its paragraph.
  bool about_cookies;
  bool sets;          ///< See sets_names().
  bool introduces;    ///< See introduces_names().
  bool keeps_choice;  ///< See stores_consent_choice().
  Judgement label;    ///< Of "Technically necessary: a, b".
  std::string purpose;
  Judgement said{};  ///< By the label, the heading or the sentences around.
};

class SentenceReader {
 public:
  SentenceReader(const Block& block, const Section& section, Rows& out)
      : block_(block), section_(section), out_(out), text_(text_of(block)), judge_(text_) {}

  void run() {
    if (text_.find_first_of("_*#-.") == std::string_view::npos && block_.text.marks.empty() &&
        !sets_names(text_))
      return;
    about_cookies_ = section_.speaks_of_cookies() || mentions_cookies(text_);
    const std::size_t before = out_.loose.size();
    const auto all = sentences(text_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      next_ = i + 1 < all.size() ? all[i + 1] : std::string_view();
      if (!all[i].empty()) sentence(all[i], i);
    }
    if (out_.loose.size() == before) return;
    keep_those_beside(before);
    Fields fields;
    for (const Labelled& part : split_labels(text_)) fields.take(part.role, part.label, part.value);
    for (std::size_t i = before; i < out_.loose.size(); ++i) {
      Row& row = out_.loose[i];
      if (!fields.row.durations.empty()) row.durations = fields.row.durations;
      row.provider = fields.row.provider;
      row.party = fields.row.party;
    }
  }

 private:
  /// Where a paragraph names two cookies for certain (on a page about cookies: one), what it sets
  /// like them is one too.
  void keep_those_beside(std::size_t before) {
    const std::ptrdiff_t enough = section_.speaks_of_cookies() ? 1 : 2;
    const auto certain =
        std::count_if(out_.loose.begin() + static_cast<std::ptrdiff_t>(before), out_.loose.end(),
                      [](const Row& row) { return row.names_sure == Confidence::high; });
    if (certain >= enough) {
      for (const std::size_t i : beside_) out_.loose[i].names_sure = Confidence::high;
      return;
    }
    for (auto i = alone_.rbegin(); i != alone_.rend(); ++i)
      out_.loose.erase(out_.loose.begin() + static_cast<std::ptrdiff_t>(*i));
  }

  static std::string_view text_of(const Block& block) {
    constexpr std::size_t kLongest = 6000;  // bytes; longer paragraphs are not about single cookies
    return std::string_view(block.text.plain).substr(0, kLongest);
  }

  void sentence(std::string_view text, std::size_t index) {
    const auto offset = static_cast<std::size_t>(text.data() - text_.data());
    std::vector<Token> tokens = tokens_of(block_.text, text, offset);
    if (tokens.empty()) return;
    Sentence sentence(text, index);
    note_subject(tokens, text, offset);
    if (!sentence.about_cookies) keep_told(tokens, sentence);
    if (tokens.empty()) return;
    sentence.said = sentence.label.stated ? sentence.label : under_heading(sentence);
    if (!sentence.said.stated) sentence.said = judge_.of(index);
    std::vector<Mention> mentions = mentions_in(tokens);
    const std::size_t first = out_.loose.size();
    for (Mention& mention : mentions) add(mention, sentence);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      const std::size_t end =
          mentions[i].begin - offset + out_.loose[first + i].names[0].printed.size();
      const std::string_view rest = trim(text.substr(std::min(end, text.size())));
      std::string told = lifetime_behind(rest);
      if (told.empty() && mentions.size() == 1) told = lifetime_around(text);
      if (!told.empty()) out_.loose[first + i].durations = {std::move(told)};
    }
  }

  /// "_ga (2 years)".
  static std::string lifetime_behind(std::string_view rest) {
    constexpr std::size_t kLongest = 40;  // bytes
    const std::size_t close = rest.substr(0, kLongest).find(')');
    if (!rest.starts_with('(') || close == std::string_view::npos) return {};
    return read_duration(rest.substr(1, close - 1)).value_or("");
  }

  /// Of the only name in a sentence, or in the next one, which goes on about it: "It lasts for two
  /// years."
  std::string lifetime_around(std::string_view text) const {
    constexpr std::size_t kShort = 60;  // bytes: it says nothing else
    std::string told = lifetime_in(text);
    return told.empty() && next_.size() <= kShort ? lifetime_in(next_) : told;
  }

  /// "2.4 ticket_session holds the tickets", below a title that speaks of cookies: the name that
  /// the sentence begins with is what it is about.
  void note_subject(const std::vector<Token>& tokens, std::string_view text, std::size_t offset) {
    if (!mentions_cookies(section_.title())) return;
    const std::size_t first = std::min(text.find_first_not_of("0123456789.) "), text.size());
    for (const Token& token : tokens) {
      if (token.begin < offset + first) continue;
      const bool joined = token.text.find_first_of("_-") != std::string_view::npos &&
                          token.text.find_first_of(":|") == std::string_view::npos;
      const std::string_view rest = trim(text.substr(first + token.text.size()));
      if (token.begin == offset + first && joined && begins_small(rest) &&
          shape_of(token.text) == Shape::sure)
        subject_ = token.begin;
      return;
    }
  }

  /// The block speaks of cookies below a title that does, or of a kind of them below none. Looked
  /// for once, not for each of its names.
  bool among_cookies() {
    if (!among_cookies_) {
      const std::string title = section_.title();
      among_cookies_ =
          title.empty() ? judge(text_).stated : mentions_cookies(title) && mentions_cookies(text_);
    }
    return *among_cookies_;
  }

  /// Of a sentence that does not speak of cookies.
  void keep_told(std::vector<Token>& tokens, const Sentence& sentence) {
    // Elsewhere only what hardly is anything else: "`__stripe_mid` (1 year)".
    if (!about_cookies_ && !section_.heading_judgement().stated)
      std::erase_if(tokens, [](const Token& t) { return !t.code || !t.dated; });
    const bool set = sentence.sets && section_.heading_judgement().stated;
    // On a page about cookies a name set apart, or one like "_ga", needs no other word.
    std::erase_if(tokens, [&](const Token& t) {
      const bool joined = t.text.find('_') != std::string_view::npos;
      const bool told = (t.marked && is_likely_name(t) && set) ||
                        (section_.heading_judgement().stated && is_famous(t.text));
      // Below "Which cookies are always there?", and beside other sentences on cookies.
      const bool here = joined || is_known_name(t.text);
      const bool among = here && about_cookies_ && is_likely_name(t) && among_cookies();
      const bool apart = t.dated || t.enclosed || told || t.set || among ||
                         (t.marked && (joined || names_known(t.text)));
      if (t.text.starts_with('_') || t.begin == subject_ || apart ||
          (t.code && sentence.label.stated))
        return false;
      const bool code = t.code && !sentence.introduces && section_.speaks_of_cookies();
      if (code) code_alone_.insert(t.begin);
      return !code;
    });
  }

  /// As the heading says, unless the sentence itself says what keeps less ("For statistics we use
  /// Matomo, which sets _pk_id", below "Necessary cookies").
  Judgement under_heading(const Sentence& sentence) const {
    Judgement heading = section_.heading_judgement();
    if (heading.category != Category::necessary || sentence.keeps_choice) return heading;
    // "Webchat" after a table of necessary cookies may be the next chapter.
    if (section_.below_subtitle()) return {};
    Judgement own = ParagraphJudge::single(sentence.text);
    if (own.category != Category::statistics && own.category != Category::marketing) return heading;
    own.confidence = Confidence::low;
    own.note = "The heading says necessary, the sentence does not.";
    return own;
  }

  bool famous_here(const Mention& mention) const {
    return section_.heading_judgement().stated && is_famous(mention.name.printed);
  }

  /// What the words right before the name say goes before the sentence.
  static Judgement judgement(const Mention& mention, const Sentence& sentence) {
    const bool kind = mention.kind.stated && !mention.kind.by_brand && !sentence.keeps_choice;
    Judgement said = kind ? mention.kind : sentence.said;
    // Cells of a table that nobody recognised: which belongs to which is not known.
    constexpr std::ptrdiff_t kCells = 4;
    if (said.category == Category::necessary && !sentence.keeps_choice &&
        std::ranges::count(sentence.text, '\n') >= kCells)
      said = {Category::unknown, true, Confidence::low, "The text runs over many lines."};
    return said;
  }

  void add(Mention& mention, const Sentence& sentence) {
    const bool joined = mention.name.printed.find('_') != std::string::npos;
    const bool called = mention.after_cookie && mention.name.shape == Shape::sure && joined;
    const bool apart =
        called || mention.begin == subject_ || famous_here(mention) ||
        (mention.marked && mention.after_cookie) ||
        (mention.listed && (mention.dated || mention.name.shape == Shape::sure)) || mention.code ||
        mention.enclosed ||
        (mention.dated && (mention.name.shape == Shape::sure || mention.after_cookie)) ||
        mention.set || (mention.marked && mention.name.shape == Shape::sure);
    const bool introduced = sentence.introduces || mention.after_cookie;
    Row row;
    row.line = block_.line;
    row.section = section_.title();
    row.service = section_.service();
    row.judgement = judgement(mention, sentence);
    // High here means that it counts beside tables too; see PageReader::keep_loose().
    row.names_sure = introduced ? Confidence::medium : Confidence::low;
    const bool set = mention.marked && (joined || sentence.sets);
    const bool famous = is_known_name(mention.name.printed);
    const bool known =
        famous && ((mention.code && sentence.sets) || (mention.marked && mentions_cookies(text_)));
    const bool told = known || mention.begin == subject_ || mention.set ||
                      (set && section_.heading_judgement().stated) ||
                      (mention.marked && joined && mentions_cookies(section_.title()));
    const bool named = told || famous_here(mention) || introduced || mention.dated ||
                       mention.enclosed || mention.name.printed[0] == '_' || sentence.label.stated;
    if (apart && named) {
      row.names_sure = Confidence::high;
    } else if (mention.beside && !out_.loose.empty()) {
      row.names_sure = out_.loose.back().names_sure;
      const std::size_t last = out_.loose.size() - 1;
      if (!beside_.empty() && beside_.back() == last) beside_.push_back(last + 1);
    } else if (mention.code || (mention.marked && joined)) {
      beside_.push_back(out_.loose.size());
    }
    if (code_alone_.contains(mention.begin)) alone_.push_back(out_.loose.size());
    row.note = "Named in a sentence.";
    row.purpose = sentence.purpose;
    row.names = {std::move(mention.name)};
    out_.loose.push_back(std::move(row));
  }

  const Block& block_;
  const Section& section_;
  Rows& out_;
  std::string_view text_;
  std::string_view next_{};  ///< The sentence after the one that is read.
  ParagraphJudge judge_;
  bool about_cookies_ = false;
  std::optional<bool> among_cookies_{};   ///< See among_cookies().
  std::optional<std::size_t> subject_{};  ///< Where the last sentence began with a name.
  std::vector<std::size_t> beside_{};     ///< Rows of code that nothing else tells.
  std::set<std::size_t> code_alone_{};  ///< Where code stands in sentences that tell nothing of it.
  std::vector<std::size_t> alone_{};    ///< Rows of that code: kept beside certain ones only.
};

}  // namespace

void read_sentences(const Block& block, const Section& section, Rows& out) {
  SentenceReader(block, section, out).run();
}

}  // namespace cookie_warden::reader
