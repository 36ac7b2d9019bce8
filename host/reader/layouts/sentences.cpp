// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "reader/layouts/readers.hpp"
#include "reader/words/duration.hpp"
#include "reader/words/roles.hpp"
#include "reader/words/text.hpp"

namespace cookie_warden::reader {
namespace {

using Confidence = Evidence::Confidence;

struct Token {
  std::string_view text{};
  std::size_t begin = 0;  // in the block
  bool marked = false;
  bool quoted = false;  ///< Marked by nothing but quotes.
  bool code = false;
  bool dated = false;      ///< A lifetime in parentheses stands right after it.
  bool explained = false;  ///< A parenthesis stands right after it.
  bool listed = false;     ///< After "These cookies may be set:".
  bool inside = false;     ///< In parentheses.
  bool opens = false;      ///< A parenthesis stands right before it.
  bool enclosed = false;   ///< In parentheses that hold names set apart and nothing else.
};

bool is_marked(const Text::Mark& mark, std::size_t begin, std::size_t end) {
  const bool overlap = begin < mark.end && mark.begin < end;
  return overlap && mark.begin <= begin + 1 && end <= mark.end + 2 &&
         mark.end - mark.begin <= end - begin + 4;
}

/// "_tablet_": Markdown's emphasis that was left as it is, because "_ga_" is a name.
bool is_emphasised_word(std::string_view token) {
  while (!token.empty() && !is_alnum(token.back()) && token.back() != '_') token.remove_suffix(1);
  return token.size() > 6 && token.front() == '_' && token.back() == '_' &&
         std::ranges::all_of(token.substr(1, token.size() - 2), is_lower);
}

/// What pages about cookies name besides: files, addresses, parameters of links.
bool is_no_cookie(std::string_view token) {
  constexpr std::string_view kEndings[] = {".js",   ".css", ".pdf",  ".txt", ".php", ".conf",
                                           ".html", ".log", ".json", ".xml", ".png", ".yml"};
  constexpr std::string_view kBeginnings[] = {
      "disableCookie", "anonymize", "requireCookie", "document.", "utm_",    "gclid", "fbclid",
      "wbraid",        "gbraid",    "msclkid",       "about:",    "chrome:", "edge:", "data-"};
  if (is_emphasised_word(token)) return true;
  while (!token.empty() && !is_alnum(token.back())) token.remove_suffix(1);
  while (!token.empty() && !is_alnum(token[0]) && token[0] != '_') token.remove_prefix(1);
  return token.find("://") != std::string_view::npos ||
         std::ranges::any_of(kEndings, [&](auto end) { return token.ends_with(end); }) ||
         std::ranges::any_of(kBeginnings, [&](auto begin) { return token.starts_with(begin); });
}

bool is_quoted(std::string_view token) {
  return token.starts_with('"') || token.starts_with("\u201c") || token.starts_with("\u00ab") ||
         token.starts_with("\u201e");
}

/// "_ga (2 years)".
bool is_dated(std::string_view rest) {
  constexpr std::size_t kLongest = 40;  // bytes
  rest = trim(rest.substr(0, kLongest));
  if (!rest.starts_with('(')) return false;
  const std::size_t close = rest.find(')');
  if (close == std::string_view::npos) return false;
  const std::string_view inside = rest.substr(1, close - 1);
  return !mentions_cookies(inside) && read_duration(inside).has_value();
}

/// "You will not find `_pk_id`", but not "not necessary, such as _ga".
bool is_denied(std::string_view before) {
  constexpr std::size_t kNear = 60;  // bytes
  const auto all = clause_words(before.substr(before.size() - std::min(before.size(), kNear)));
  for (std::size_t back = 1; back <= 3 && back <= all.size(); ++back) {
    const std::size_t i = all.size() - back;
    if (all[i] == "|" || all[i] == "un" || vocabulary().categories.at(all, i)) return false;
    const auto negation = vocabulary().negations.at(all, i);
    if (negation && negation->end <= all.size()) return back > 1;
  }
  return false;
}

/// "the `X-XSRF-TOKEN` request header": what the next words say of it.
bool is_called_otherwise(std::string_view rest) {
  const auto next = words(fold(rest.substr(0, 30)));
  if (next.empty()) return false;
  const auto match = vocabulary().storage.at(next, 0);
  return match && match->id == 1 && !rest.starts_with(',');
}

/// Where a mark that holds blanks in a placeholder ends ("`ph_<project key>_posthog`"); else 0.
std::size_t marked_end(const Text& text, std::size_t mark, std::size_t begin) {
  for (std::size_t m = mark; m < text.marks.size() && m < mark + 4; ++m) {
    const Text::Mark& one = text.marks[m];
    if (one.begin != begin || one.end - one.begin > 100) continue;
    const std::string_view inside =
        std::string_view(text.plain).substr(one.begin, one.end - one.begin);
    const bool placeholder = inside.find_first_of("<[{") != std::string_view::npos;
    if (placeholder && read_name_cell(inside, true).names.size() == 1) return one.end;
  }
  return 0;
}

bool names_known(std::string_view token) {
  const NameCell cell = read_name_cell(token, true);
  return cell.names.size() == 1 && is_known_name(cell.names[0].printed);
}

/// A known name that no sentence holds as a word: "CookieControl", "ASP.NET_SessionId".
bool is_famous(std::string_view token) {
  if (!names_known(token)) return false;
  const bool sign = token.substr(0, token.size() - 1).find_first_of("_.") != std::string_view::npos;
  bool hump = false;
  for (std::size_t i = 1; i < token.size(); ++i)
    hump = hump || (is_upper(token[i]) && is_lower(token[i - 1]));
  return sign || hump;
}

bool is_likely_name(const Token& token) {
  const NameCell cell = read_name_cell(token.text, true);
  return cell.names.size() == 1 && cell.names[0].shape >= Shape::likely;
}

/// Finds the parentheses that hold nothing but names set apart: "(**mid**, **ig_did**)".
void note_enclosed(std::vector<Token>& tokens, bool about_cookies) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].opens) continue;
    std::size_t end = i;
    bool named = false;
    bool closed = false;
    while (!closed && end < tokens.size() && tokens[end].marked && !tokens[end].quoted &&
           (end == i || !tokens[end].opens)) {
      named = named || (about_cookies && tokens[end].code) || is_likely_name(tokens[end]);
      closed = tokens[end++].text.find(')') != std::string_view::npos;
    }
    for (std::size_t k = i; closed && named && k < end; ++k) tokens[k].enclosed = true;
  }
}

/// "`a` and `b` (1 day)": alike, and side by side.
void note_dated(std::vector<Token>& tokens) {
  constexpr std::size_t kNear = 10;  // bytes
  const Token* next = nullptr;       // the code after this one
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (!token->code) continue;
    const bool near = next && next->begin < token->begin + token->text.size() + kNear;
    if (near && next->dated) token->dated = true;
    next = &*token;
  }
}

/// "In doing so these cookies may be set: _rspkr (session), CONSENT and NID (Google)."
void note_listed(std::vector<Token>& tokens, std::string_view sentence, std::size_t offset) {
  const std::size_t colon = sentence.find(": ");
  if (colon == std::string_view::npos || !mentions_cookies(sentence.substr(0, colon))) return;
  for (Token& token : tokens) token.listed = token.begin > offset + colon;
}

std::vector<Token> tokens_of(const Text& text, std::string_view sentence, std::size_t offset) {
  std::vector<Token> out;
  std::size_t mark = 0;
  int depth = 0;  // of parentheses
  for (std::size_t i = 0; i < sentence.size();) {
    bool opens = false;
    const std::size_t from = i;
    while (i < sentence.size() &&
           (is_space(sentence[i]) || sentence[i] == ',' || sentence[i] == '(')) {
      opens = sentence[i++] == '(';
    }
    std::size_t end = i;
    while (end < sentence.size() && !is_space(sentence[end]) && sentence[end] != ',') ++end;
    if (end > i) {
      // Marks are in order of their ends; those behind cannot matter any more.
      while (mark < text.marks.size() && text.marks[mark].end + 2 < offset + i) ++mark;
      if (const std::size_t whole = marked_end(text, mark, offset + i);
          whole > offset + end && whole <= offset + sentence.size()) {
        end = whole - offset;
      }
      Token token;
      token.text = sentence.substr(i, end - i);
      token.begin = offset + i;
      token.opens = opens;
      for (std::size_t k = from; k < i; ++k) depth += sentence[k] == '(' ? 1 : 0;
      token.inside = depth > 0;
      depth -= static_cast<int>(std::ranges::count(token.text, ')'));
      for (std::size_t m = mark; m < text.marks.size() && m < mark + 4; ++m) {
        if (!is_marked(text.marks[m], offset + i, offset + end)) continue;
        token.marked = true;
        token.code = token.code || text.marks[m].code;
      }
      token.quoted = !token.marked && is_quoted(token.text);
      token.marked = token.marked || token.quoted;
      token.dated = is_dated(sentence.substr(end));
      token.explained = trim(sentence.substr(end, 3)).starts_with('(');
      if (!is_no_cookie(token.text) && !is_called_otherwise(sentence.substr(end)) &&
          !(token.code && is_denied(sentence.substr(0, i))))
        out.push_back(token);
    }
    i = std::max(end, i + 1);
  }
  note_enclosed(out, mentions_cookies(sentence));
  note_dated(out);
  note_listed(out, sentence, offset);
  return out;
}

/// "This sets x and y".
bool sets_names(std::string_view sentence) { return vocabulary().use.any(words(fold(sentence))); }

/// "such as", "called", "o.a." right before the names.
bool introduces_names(std::string_view sentence) {
  return vocabulary().examples.any(words(fold(sentence)));
}

/// A name as a sentence gives it.
struct Mention {
  Name name{};
  std::size_t begin = 0;  // in the block
  bool marked = false;
  bool code = false;
  bool dated = false;
  bool enclosed = false;
  bool listed = false;
  bool after_cookie = false;  ///< "the cookie _ga": a word for cookies stands right before it.
  Judgement kind{};           ///< Of a word between them: "la cookie técnica x".
};

/// Digits, underscores and the like inside: no company is written so.
bool is_structured(const std::string& name) {
  return std::ranges::any_of(name, [](char c) { return is_digit(c) || c == '_' || c == '.'; });
}

/// The one service whose names have slashes.
bool is_known_path(std::string_view name) { return name.starts_with("crisp-client/"); }

std::vector<Mention> mentions_in(const std::vector<Token>& tokens) {
  std::vector<Mention> out;
  bool sure = false;
  for (const Token& token : tokens) {
    if (token.text.size() >= 200) continue;
    const NameCell cell = read_name_cell(token.text, true);
    sure = sure || (cell.names.size() == 1 && cell.names[0].shape == Shape::sure);
  }
  bool cookie_before = false;
  Judgement kind;
  std::size_t between = 2;  // words since the last one for cookies
  for (const Token& token : tokens) {
    if (token.text.size() >= 200) continue;
    NameCell cell = read_name_cell(token.text, true);
    bool mentioned = false;
    if (cell.names.size() == 1) {
      const Name& name = cell.names[0];
      const bool told = token.code || cookie_before || token.dated || token.enclosed ||
                        is_structured(name.printed);
      const bool noted = token.listed && (token.dated || token.explained);
      const bool listed = noted || (token.dated && cookie_before);
      const bool likely = name.shape == Shape::likely && ((token.marked && told) || listed);
      // "_ga (Google) and uid (Criteo)", all in italics: those that stand like the others.
      const bool alike =
          sure && !out.empty() && out.back().marked && !out.back().code && token.explained;
      const bool known = (sure && (token.code || cookie_before)) || token.enclosed || alike ||
                         (cookie_before && (token.dated || token.code));
      const bool word =
          name.shape == Shape::word && token.marked && known && is_lower(name.printed[0]);
      const bool taken = name.shape == Shape::sure || likely || word;
      const bool file = name.printed.find('/') != std::string::npos && !is_known_path(name.printed);
      mentioned = taken && !file;
      if (mentioned) {
        out.push_back({std::move(cell.names[0]), token.begin, token.marked, token.code, token.dated,
                       token.enclosed || (word && alike), token.listed,
                       cookie_before || token.listed, cookie_before ? kind : Judgement{}});
      }
    }
    const bool joins = vocabulary().conjunctions.whole(words(fold(token.text))).has_value();
    // "the cookies _ga and _gid", "the cookie named x": one word may stand between.
    if (mentions_cookies(token.text)) {
      between = 0;
      kind = {};
    } else if (!mentioned && !joins && !token.inside) {
      ++between;
    }
    if (between == 1 && !mentioned && !joins) kind = judge(token.text);
    cookie_before = between <= 1;
  }
  return out;
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
  explicit ParagraphJudge(std::string_view text) : text_(text), sentences_(sentences(text)) {}

  [[nodiscard]] Judgement of(std::size_t index) const {
    Judgement said = single(sentences_[index]);
    // "... sets the cookie x. It is strictly necessary".
    const bool next_names =
        index + 1 < sentences_.size() && read_name_cell(sentences_[index + 1], false).names.empty();
    if (!said.stated && next_names) said = single(sentences_[index + 1]);
    // Further away only what keeps less: a paragraph about the site's needs may end with trackers.
    if (!said.stated && single(text_).category != Category::necessary) said = single(text_);
    if (!said.stated) return {};
    said.confidence = Confidence::low;
    said.note = "The category is taken from the sentences around the name.";
    return said;
  }

  /// A text that states one category.
  static Judgement single(std::string_view text) {
    const Judgement said = judge(text);
    const bool choice = said.category == Category::necessary && consent_in(text).needed;
    const bool one = said.note.empty() || (said.by_brand && said.category != Category::necessary);
    return said.stated && one && !choice ? said : Judgement{};
  }

 private:
  std::string_view text_;
  std::vector<std::string_view> sentences_;
};

class SentenceReader {
 public:
  SentenceReader(const Block& block, const Section& section, Rows& out)
      : block_(block), section_(section), out_(out), text_(text_of(block)), judge_(text_) {}

  void run() {
    if (text_.find_first_of("_*#-.") == std::string_view::npos && block_.text.marks.empty()) return;
    about_cookies_ = section_.speaks_of_cookies() || mentions_cookies(text_);
    const std::size_t before = out_.loose.size();
    const auto all = sentences(text_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!all[i].empty()) sentence(all[i], i);
    }
    if (out_.loose.size() == before) return;
    keep_those_beside(before);
    Fields fields;
    for (const Labelled& part : split_labels(text_)) fields.take(part.role, part.label, part.value);
    for (std::size_t i = before; i < out_.loose.size(); ++i) {
      Row& row = out_.loose[i];
      row.durations = fields.row.durations;
      row.provider = fields.row.provider;
      row.party = fields.row.party;
    }
  }

 private:
  /// Where a paragraph names two cookies for certain, what it sets like them is one too.
  void keep_those_beside(std::size_t before) {
    constexpr std::ptrdiff_t kEnough = 2;
    const auto certain =
        std::count_if(out_.loose.begin() + static_cast<std::ptrdiff_t>(before), out_.loose.end(),
                      [](const Row& row) { return row.names_sure == Confidence::high; });
    if (certain < kEnough) return;
    for (const std::size_t i : beside_) out_.loose[i].names_sure = Confidence::high;
  }

  static std::string_view text_of(const Block& block) {
    constexpr std::size_t kLongest = 6000;  // bytes; longer paragraphs are not about single cookies
    return std::string_view(block.text.plain).substr(0, kLongest);
  }

  void sentence(std::string_view text, std::size_t index) {
    const auto offset = static_cast<std::size_t>(text.data() - text_.data());
    std::vector<Token> tokens = tokens_of(block_.text, text, offset);
    const Judgement label = label_judgement(text);
    if (!mentions_cookies(text)) {
      // Elsewhere only what hardly is anything else: "`__stripe_mid` (1 year)".
      if (!about_cookies_ && !section_.heading_judgement().stated)
        std::erase_if(tokens, [](const Token& t) { return !t.code || !t.dated; });
      const bool set = sets_names(text) && section_.heading_judgement().stated;
      // On a page about cookies a name set apart, or one like "_ga", needs no other word.
      std::erase_if(tokens, [&](const Token& t) {
        const bool joined = t.text.find('_') != std::string_view::npos;
        const bool told = (t.marked && is_likely_name(t) && set) ||
                          (section_.heading_judgement().stated && is_famous(t.text));
        const bool apart =
            t.dated || t.enclosed || told || (t.marked && (joined || names_known(t.text)));
        return !t.text.starts_with('_') && !apart && !(t.code && label.stated);
      });
    }
    for (Mention& mention : mentions_in(tokens)) {
      Judgement said = label.stated ? label : under_heading(text);
      if (mention.kind.stated && !mention.kind.by_brand) said = mention.kind;
      add(mention, text, std::move(said), index);
    }
  }

  /// As the heading says, unless the sentence itself says what keeps less ("For statistics we use
  /// Matomo, which sets _pk_id", below "Necessary cookies").
  Judgement under_heading(std::string_view text) const {
    Judgement heading = section_.heading_judgement();
    if (heading.category != Category::necessary || stores_consent_choice(text)) return heading;
    Judgement own = ParagraphJudge::single(text);
    if (own.category != Category::statistics && own.category != Category::marketing) return heading;
    own.confidence = Confidence::low;
    own.note = "The heading says necessary, the sentence does not.";
    return own;
  }

  bool famous_here(const Mention& mention) const {
    return section_.heading_judgement().stated && is_famous(mention.name.printed);
  }

  void add(Mention& mention, std::string_view text, Judgement said, std::size_t index) {
    const bool joined = mention.name.printed.find('_') != std::string::npos;
    const bool called = mention.after_cookie && mention.name.shape == Shape::sure && joined;
    const bool apart =
        called || famous_here(mention) || (mention.marked && mention.after_cookie) ||
        (mention.listed && (mention.dated || mention.name.shape == Shape::sure)) || mention.code ||
        mention.enclosed ||
        (mention.dated && (mention.name.shape == Shape::sure || mention.after_cookie)) ||
        (mention.marked && mention.name.shape == Shape::sure);
    const bool introduced = introduces_names(text) || mention.after_cookie;
    Row row;
    row.line = block_.line;
    row.section = section_.title();
    row.service = section_.service();
    row.judgement = said.stated ? std::move(said) : judge_.of(index);
    // High here means that it counts beside tables too; see PageReader::keep_loose().
    row.names_sure = introduced ? Confidence::medium : Confidence::low;
    const bool set = (mention.code && joined) || (mention.marked && sets_names(text));
    const bool known = mention.code && is_known_name(mention.name.printed) && sets_names(text);
    const bool told = known || (set && section_.heading_judgement().stated);
    const bool named = told || famous_here(mention) || mention.after_cookie || mention.dated ||
                       mention.enclosed || mention.name.printed[0] == '_' ||
                       label_judgement(text).stated;
    if (apart && named) {
      row.names_sure = Confidence::high;
    } else if (mention.code && joined) {
      beside_.push_back(out_.loose.size());
    }
    row.note = "Named in a sentence.";
    row.purpose = shorten(squeeze(text), 600);
    row.names = {std::move(mention.name)};
    out_.loose.push_back(std::move(row));
  }

  const Block& block_;
  const Section& section_;
  Rows& out_;
  std::string_view text_;
  ParagraphJudge judge_;
  bool about_cookies_ = false;
  std::vector<std::size_t> beside_{};  ///< Rows of code that nothing else tells.
};

}  // namespace

void read_sentences(const Block& block, const Section& section, Rows& out) {
  SentenceReader(block, section, out).run();
}

}  // namespace cookie_warden::reader
