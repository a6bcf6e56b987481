#pragma once

#include "api/audit/record_filter.hpp"
#include "api/audit/scanned_items.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// Which looks at somebody's identity are wanted; an institution is the one that had the report on its desk, or one
/// above it.
struct IdentityReadFilter {
  Slug institution;
  Window window;
};

/// Whoever saw who a reporter is (`identity_revealed`), got a person's whole data (`data_exported`), or had one of them
/// forgotten (`reporter_erased`, `person_erased`): one line of NDJSON for each such event, with the reason that was
/// given for a look. That reason alone is opened, with the report's own key, and personal data in it is masked as in
/// the timeline; after an erasure it is null. All must outlive it.
[[nodiscard]] WriteItems lines_of_identity_reads(IdentityReadFilter filter, storage::Journal& journal,
                                                 const storage::Vault& vault, const InstitutionTree& institutions);

}  // namespace lapor::api
