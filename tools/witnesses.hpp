#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "storage/checkpoint_publisher.hpp"
#include "storage/proof/note.hpp"
#include "tools/network_address.hpp"

/// Others who sign that they saw this log grow (C2SP tlog-witness, of which this is the client). TLS is a proxy's work.
namespace lapor::tools {

struct Witness {
  proof::VerifierKey key;  // of type cosignature
  NetworkAddress address;
  std::string prefix;  // of the path: "" or "/witness"
};

/// `KEY@http://host:port/prefix`, several with commas between; empty for none.
[[nodiscard]] Result<std::vector<Witness>, std::string> parse_witnesses(std::string_view text);

/// Asks all of them for each checkpoint, one after the other on connections that are kept; those that do not answer
/// within `timeout` in all are left out and logged. A witness that has seen less is given the proof from there. The
/// journal must outlive what is returned. One thread at a time.
[[nodiscard]] storage::Cosign ask_witnesses(std::vector<Witness> witnesses, const storage::Journal& journal,
                                            std::chrono::milliseconds timeout);

}  // namespace lapor::tools
