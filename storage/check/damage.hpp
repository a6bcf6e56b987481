#pragma once

#include <functional>
#include <string>

namespace lapor::storage {

/// Something in a data folder that is not as it was written. Sentences for whoever looks after the folder.
struct Damage {
  std::string where;   // the file, or the family and its entry
  std::string what;    // what is wrong there
  std::string advice;  // what to do
};

/// Told of every damage, in the order in which they are met.
using TellDamage = std::function<void(Damage)>;

}  // namespace lapor::storage
