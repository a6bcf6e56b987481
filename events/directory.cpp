#include "events/directory.hpp"

namespace lapor {

InstitutionTree::InstitutionTree(std::vector<Institution> institutions) : institutions_(std::move(institutions)) {
  for (std::size_t i = 0; i < institutions_.size(); ++i) by_slug_.emplace(institutions_[i].slug, i);
}

const Institution* InstitutionTree::find(std::string_view slug) const {
  const auto found = by_slug_.find(std::string(slug));
  return found == by_slug_.end() ? nullptr : &institutions_[found->second];
}

Slug InstitutionTree::root_of(std::string_view slug) const {
  const Institution* node = find(slug);
  while (node != nullptr && !node->parent.empty()) {
    slug = node->parent;
    node = find(slug);
  }
  return Slug(slug);
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

}  // namespace lapor
