#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lapor {

/// Rows under a text key, in the order in which they were added, none ever removed. Copies share all rows but those
/// that one of them sets afterwards: a copy costs two pointers, a change some 6 kB, however many rows there are. So a
/// thousand versions of one table may be kept.
///
/// Any thread may read a table that nobody changes; a copy is changed by one thread before others see it. What `find`
/// gives lives as long as this table or a copy made after it.
template <class Row>
class SharedTable {
 public:
  /// Over the rows, oldest first.
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;

    Iterator() = default;
    Iterator(const SharedTable* table, std::size_t at) : table_(table), at_(at) {}
    reference operator*() const { return table_->entry(at_).row; }
    pointer operator->() const { return &table_->entry(at_).row; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return {table_, at_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const SharedTable* table_{};
    std::size_t at_{};
  };

  [[nodiscard]] const Row* find(std::string_view key) const {
    const std::size_t at = place_of(key);
    return at == nowhere ? nullptr : &entry(at).row;
  }
  [[nodiscard]] bool contains(std::string_view key) const { return place_of(key) != nowhere; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, size_}; }

  /// Replaces the row under `key` where it stands, or adds it at the end.
  void set(std::string_view key, Row row) {
    const std::size_t known = place_of(key);
    const std::size_t at = known == nowhere ? size_++ : known;
    auto written = std::make_shared<const Entry>(Entry{std::string(key), std::move(row)});
    auto& blocks = own(blocks_);
    if (at / block_size == blocks.size()) blocks.emplace_back();
    Block& block = own(blocks[at / block_size]);
    if (known != nowhere) {
      block[at % block_size] = std::move(written);
      return;
    }
    block.push_back(std::move(written));
    const std::size_t hash = hash_of(key);
    own(own(buckets_)[hash % bucket_count]).push_back({hash, at});
  }

 private:
  static constexpr std::size_t block_size = 64;
  static constexpr std::size_t bucket_count = 256;
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  struct Entry {
    std::string key;
    Row row;
  };
  struct Slot {
    std::size_t hash;
    std::size_t at;
  };
  using Block = std::vector<std::shared_ptr<const Entry>>;
  using Bucket = std::vector<Slot>;

  /// The value for writing, copied first when others share it.
  template <class T>
  static T& own(std::shared_ptr<T>& shared) {
    if (shared == nullptr)
      shared = std::make_shared<T>();
    else if (shared.use_count() > 1)
      shared = std::make_shared<T>(*shared);
    return *shared;
  }

  static std::size_t hash_of(std::string_view key) { return std::hash<std::string_view>{}(key); }

  [[nodiscard]] const Entry& entry(std::size_t at) const { return *(*(*blocks_)[at / block_size])[at % block_size]; }

  [[nodiscard]] std::size_t place_of(std::string_view key) const {
    if (buckets_ == nullptr) return nowhere;
    const std::size_t hash = hash_of(key);
    const auto& bucket = (*buckets_)[hash % bucket_count];
    if (bucket == nullptr) return nowhere;
    for (const Slot& slot : *bucket)
      if (slot.hash == hash && entry(slot.at).key == key) return slot.at;
    return nowhere;
  }

  std::shared_ptr<std::vector<std::shared_ptr<Block>>> blocks_;
  std::shared_ptr<std::array<std::shared_ptr<Bucket>, bucket_count>> buckets_;
  std::size_t size_{};
};

}  // namespace lapor
