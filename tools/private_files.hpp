#pragma once

namespace lapor::tools {

/// Whatever this program makes from now on is for its owner only: files 0600, folders 0700 (a umask of 077). For
/// commands that write data, copies of them or keys; call it first, before there are other threads.
void keep_files_private();

}  // namespace lapor::tools
