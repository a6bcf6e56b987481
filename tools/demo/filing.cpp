#include "tools/demo/filing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "api/tokens.hpp"
#include "tools/demo/themes.hpp"

namespace lapor::tools::demo {
namespace {

constexpr double about_anything = 0.17;  // so that every category has some
constexpr double without_category = 0.08;
constexpr double without_place = 0.10;
constexpr double with_district = 0.75;
constexpr double misrouted = 0.06;
constexpr double chosen = 0.55;
constexpr double anonymous = 0.15;
constexpr double confidential = 0.04;
constexpr double reports_an_account = 1.6;

struct Way {
  double share;
  Reporter by;
  Channel channel;
};
constexpr std::array<Way, 6> ways{{{0.41, Reporter::account, Channel::web},
                                   {0.38, Reporter::account, Channel::app},
                                   {0.06, Reporter::stranger, Channel::web},
                                   {0.08, Reporter::gateway, Channel::sms},
                                   {0.01, Reporter::gateway, Channel::app},
                                   {0.06, Reporter::clerk, Channel::counter}}};

struct ClassShare {
  double share;
  Classification classification;
};
constexpr std::array<ClassShare, 4> classes{{{0.81, Classification::complaint},
                                             {0.09, Classification::aspiration},
                                             {0.09, Classification::information_request},
                                             {0.01, Classification::supervised_complaint}}};

template <class List>
const auto& by_share(const List& list, Chance& chance) {
  double ticket = chance.uniform();
  for (const auto& entry : list)
    if ((ticket -= entry.share) < 0) return entry;
  return list.back();
}

/// The themes of one office, each as often as it is written about.
struct Desk {
  std::vector<std::uint16_t> themes;
  Lottery lottery;
};

Desk desk_of(const Office& office) {
  Desk desk;
  std::vector<double> weights;
  for (std::size_t i = 0; i < themes().size(); ++i) {
    if (!is_for(themes()[i], static_cast<unsigned>(office.level), office.slug)) continue;
    desk.themes.push_back(static_cast<std::uint16_t>(i));
    weights.push_back(themes()[i].weight);
  }
  desk.lottery = Lottery(weights);
  return desk;
}

class Drawer {
 public:
  Drawer(const Country& country, const Rhythm& rhythm, std::uint64_t seed, std::size_t count)
      : country_(country),
        rhythm_(rhythm),
        seed_(seed),
        accounts_(static_cast<double>(count) / reports_an_account + 2) {
    for (const Office& office : country.offices()) desks_.push_back(desk_of(office));
  }

  [[nodiscard]] Life draw(std::size_t place) const {
    Chance chance(seed_, place + 1);
    Life life;
    life.office = static_cast<std::uint16_t>(country_.draw_office(chance));
    const Office& office = country_.offices()[life.office];
    life.addressee = chance.happens(misrouted) ? static_cast<std::uint16_t>(country_.draw_office(chance)) : life.office;
    life.filed_at = rhythm_.arrival(office.zone, chance);
    draw_place(life, office, chance);
    draw_topic(life, chance);
    draw_reporter(life, chance);
    life.is_chosen = chance.happens(chosen);
    life.is_anonymous = chance.happens(anonymous);
    life.is_confidential = chance.happens(confidential);
    draw_course(life, chance);
    return life;
  }

  [[nodiscard]] Life draw_to(std::size_t office, std::size_t number) const {
    Chance chance(seed_ ^ number_of("story"), number + 1);
    Life life;
    life.office = static_cast<std::uint16_t>(office);
    life.addressee = life.office;
    draw_place(life, country_.offices()[office], chance);
    draw_topic(life, chance);
    draw_reporter(life, chance);
    draw_course(life, chance);
    return life;
  }

 private:
  static void draw_course(Life& life, Chance& chance) {
    life.classification = by_share(classes, chance).classification;
    life.words = chance.next();
    life.chance = Chance(chance.next());
  }

  void draw_place(Life& life, const Office& office, Chance& chance) const {
    life.regency = static_cast<std::uint16_t>(country_.draw_regency(office, chance));
    const auto& districts = country_.regencies()[life.regency].districts;
    life.has_place = !chance.happens(without_place);
    if (!districts.empty() && chance.happens(with_district))
      life.district = static_cast<std::uint16_t>(1 + chance.below(districts.size()));
  }

  void draw_topic(Life& life, Chance& chance) const {
    const auto& categories = country_.categories();
    const Desk& desk = desks_[life.office];
    if (!categories.empty() && (desk.themes.empty() || chance.happens(about_anything))) {
      life.theme = static_cast<std::uint16_t>(themes().size());
      life.category = static_cast<std::uint16_t>(1 + chance.below(categories.size()));
      return;
    }
    life.theme =
        desk.themes.empty() ? static_cast<std::uint16_t>(themes().size()) : desk.themes[desk.lottery.draw(chance)];
    if (desk.themes.empty() || chance.happens(without_category)) return;
    const std::string code(chance.one_of(themes()[life.theme].categories));
    const auto found = std::ranges::lower_bound(categories, code);
    if (found != categories.end() && *found == code)
      life.category = static_cast<std::uint16_t>(1 + (found - categories.begin()));
  }

  void draw_reporter(Life& life, Chance& chance) const {
    const Way& way = by_share(ways, chance);
    life.by = way.by;
    life.channel = way.channel;
    life.person = way.by == Reporter::account ? draw_account(chance) : PersonId{chance.next() >> 1U | 1U};
  }

  /// Some write often. The first two are those whose tokens `--dev-tokens` makes.
  [[nodiscard]] PersonId draw_account(Chance& chance) const {
    const auto account = static_cast<std::uint64_t>(accounts_ * std::pow(chance.uniform(), 1.4));
    if (account < 2) return *api::principal_of(account == 0 ? "reporter" : "reporter_2")->party.person;
    return PersonId{Chance(seed_ ^ number_of("account"), account).next() >> 1U | 1U};
  }

  const Country& country_;
  const Rhythm& rhythm_;
  std::uint64_t seed_;
  double accounts_;
  std::vector<Desk> desks_;
};

}  // namespace

Life draw_report_to(std::size_t office, const Country& country, const Rhythm& rhythm, std::uint64_t seed,
                    std::size_t number) {
  return Drawer(country, rhythm, seed, 0).draw_to(office, number);
}

std::vector<Life> draw_reports(const Country& country, const Rhythm& rhythm, std::uint64_t seed, std::size_t count) {
  const Drawer drawer(country, rhythm, seed, count);
  std::vector<Life> lives;
  lives.reserve(count);
  for (std::size_t i = 0; i < count; ++i) lives.push_back(drawer.draw(i));
  std::ranges::stable_sort(lives, {}, &Life::filed_at);
  return lives;
}

}  // namespace lapor::tools::demo
