#include "events/directory.hpp"

namespace lapor {

InstitutionTree::InstitutionTree(const std::vector<Institution>& institutions) {
  for (const Institution& institution : institutions) set(institution);
}

void InstitutionTree::set(Institution institution) {
  const Slug slug = institution.slug;
  nodes_.set(slug, std::move(institution));
}

Slug InstitutionTree::root_of(std::string_view slug) {
  return Slug(slug.substr(0, slug.find('/')));
}

bool InstitutionTree::is_same_or_above(std::string_view upper, std::string_view lower) const {
  if (upper.empty() || lower.empty()) return false;
  while (true) {
    if (upper == lower) return true;
    const Institution* node = find(lower);
    if (node == nullptr || node->parent.empty()) return false;
    lower = node->parent;
  }
}

Zone InstitutionTree::zone_of(std::string_view slug) const {
  const Institution* node = find(slug);
  return node == nullptr ? Zone::wib : node->zone;
}

const Institution* InstitutionTree::closed_at_or_above(std::string_view slug) const {
  const Institution* node = find(slug);
  while (node != nullptr && !node->closing) node = find(node->parent);
  return node;
}

CategoryTable::CategoryTable(std::initializer_list<std::pair<std::string, std::string>> labels) {
  for (const auto& [code, label] : labels) set({code, label});
}

const Category* CategoryTable::closed_at_or_above(std::string_view code) const {
  const Category* category = find(code);
  if (category == nullptr || category->closing) return category;
  const auto slash = code.find('/');
  const Category* topic = slash == std::string_view::npos ? nullptr : find(code.substr(0, slash));
  return topic != nullptr && topic->closing ? topic : nullptr;
}

void CategoryTable::set(Category category) {
  const std::string code = category.code;
  categories_.set(code, std::move(category));
}

}  // namespace lapor
