#include "tools/private_files.hpp"

#include <sys/stat.h>

namespace lapor::tools {

void keep_files_private() {
  ::umask(S_IRWXG | S_IRWXO);
}

}  // namespace lapor::tools
